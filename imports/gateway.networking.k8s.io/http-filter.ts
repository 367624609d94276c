import { type Rule, array, boolean, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { port, preciseHostname } from './names';
import { BACKEND_RULES, backend, localReference } from './references';
import { by } from './status';

/** Name of a header or of a parameter. */
export const httpName = string({
  minLength: 1,
  maxLength: 256,
  pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
  doc: 'Name of the header or parameter; of headers in any case.',
});

/** Methods of a request. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

const headers = (description: string) =>
  array(object({ name: httpName, value: string({ minLength: 1, maxLength: 4096, doc: 'Value of the header.' }) }, { required: ['name', 'value'] }), {
    maxItems: 16,
    ...by('name'),
    description,
  });

const headerModifier = (description: string) =>
  object(
    {
      add: headers('Headers whose values are added to existing ones.'),
      remove: array(string(), { maxItems: 16, listType: 'set', description: 'Names of headers that are removed.' }),
      set: headers('Headers whose values replace existing ones.'),
    },
    { description },
  );

const aloneStar = (message: string): { readonly listType: 'set'; readonly rules: readonly Rule[] } => ({
  listType: 'set',
  rules: [{ rule: "!('*' in self && self.size() > 1)", message }],
});

const cors = object(
  {
    allowCredentials: boolean({ description: 'Whether browsers may send credentials such as cookies.' }),
    allowHeaders: array(httpName, {
      maxItems: 64,
      ...aloneStar("AllowHeaders cannot contain '*' alongside other methods"),
      doc: 'Headers that those pages may send; * alone: all.',
    }),
    allowMethods: array(enumeration([...METHODS, '*']), {
      maxItems: 9,
      ...aloneStar("AllowMethods cannot contain '*' alongside other methods"),
      doc: 'Methods that those pages may use; * alone: all.',
    }),
    allowOrigins: array(
      string({ minLength: 1, maxLength: 253, pattern: '(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)' }),
      { maxItems: 64, ...aloneStar("AllowOrigins cannot contain '*' alongside other origins"), description: 'Origin, such as https://www.example.com.' },
    ),
    exposeHeaders: array(httpName, { maxItems: 64, listType: 'set', doc: 'Headers of the answer that those pages may read.' }),
    maxAge: integer({ format: 'int32', minimum: 1, default: 5, description: 'Seconds that browsers may cache the answer to a preflight request.' }),
  },
  { description: 'Cross-origin resource sharing (CORS): permissions of pages from other origins.' },
);

const requestMirror = object(
  {
    backendRef: object(backend, { required: ['name'], rules: BACKEND_RULES, doc: 'Where the copy is sent.' }),
    fraction: object(
      {
        denominator: integer({ format: 'int32', minimum: 1, default: 100, doc: 'Of how many requests.' }),
        numerator: integer({ format: 'int32', minimum: 0, doc: 'How many requests.' }),
      },
      {
        required: ['numerator'],
        doc: 'Which share of the requests, as a fraction; all when left out.',
        rules: [{ rule: 'self.numerator <= self.denominator', message: 'numerator must be less than or equal to denominator' }],
      },
    ),
    percent: integer({ format: 'int32', minimum: 0, maximum: 100, description: 'Percentage of requests that are mirrored. Default: 100.' }),
  },
  {
    required: ['backendRef'],
    description: 'Sends a copy of the request to another backend and ignores the response.',
    rules: [{ rule: '!(has(self.percent) && has(self.fraction))', message: 'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter' }],
  },
);

const PATH_RULES = (['replaceFullPath', 'replacePrefixMatch'] as const).flatMap((field) => {
  const type = `R${field.slice(1)}`;
  return [
    { rule: `self.type == '${type}' ? has(self.${field}) : true`, message: `${field} must be specified when type is set to '${type}'` },
    { rule: `has(self.${field}) ? self.type == '${type}' : true`, message: `type must be '${type}' when ${field} is set` },
  ];
});

const newPath = object(
  {
    replaceFullPath: string({ maxLength: 1024, doc: 'What takes the place of the whole path.' }),
    replacePrefixMatch: string({ maxLength: 1024, description: 'Replacement of the matched path prefix.' }),
    type: enumeration(['ReplaceFullPath', 'ReplacePrefixMatch'], { doc: 'What is replaced: the whole path, or the prefix that matched.' }),
  },
  { required: ['type'], rules: PATH_RULES, doc: 'The new path; that of the request when left out.' },
);

const requestRedirect = object(
  {
    hostname: preciseHostname('Host name of the redirect. Default: the host of the request.'),
    path: newPath,
    port: port('Port of the redirect. Default: the port of the scheme.'),
    scheme: enumeration(['http', 'https'], { doc: 'The new scheme; that of the request when left out.' }),
    statusCode: enumeration([301, 302, 303, 307, 308], { default: 302, doc: 'The status of the answer: 301 and 308 are for good, the others for now.' }),
  },
  { description: 'Answers with a redirect.' },
);

const urlRewrite = object(
  { hostname: preciseHostname('Host name of the request to the backend.'), path: newPath },
  { description: 'Changes host name or path of the request to the backend.' },
);

/** In upstream's order: `type` names the field that is set. */
const TYPES = {
  CORS: 'cors',
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  ExtensionRef: 'extensionRef',
} as const;

const TYPE_RULES = Object.entries(TYPES).flatMap(([type, field]) => [
  { rule: `!(has(self.${field}) && self.type != '${type}')`, message: `filter.${field} must be nil if the filter.type is not ${type}` },
  { rule: `!(!has(self.${field}) && self.type == '${type}')`, message: `filter.${field} must be specified for ${type} filter.type` },
]);

const filter = object(
  {
    cors,
    extensionRef: withFacets(localReference, { description: 'Object with a filter that the controller defines.' }),
    requestHeaderModifier: headerModifier('Changes headers of requests.'),
    requestMirror,
    requestRedirect,
    responseHeaderModifier: headerModifier('Changes headers of responses.'),
    type: enumeration(['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'ExtensionRef', 'CORS'], {
      description: 'Type of the filter; the field of this type is required.',
    }),
    urlRewrite,
  },
  { required: ['type'], rules: TYPE_RULES, doc: 'One thing that is done with requests or answers on their way.' },
);

const once = (type: keyof typeof TYPES): Rule => ({ rule: `self.filter(f, f.type == '${type}').size() <= 1`, message: `${type} filter cannot be repeated` });

/** Filters for requests and responses. */
export const filters = array(filter, {
  maxItems: 16,
  listType: 'atomic',
  description: 'Filters for requests and responses.',
  rules: [
    {
      rule: "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))",
      message: 'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
    },
    ...(['CORS', 'RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite'] as const).map(once),
  ],
});
