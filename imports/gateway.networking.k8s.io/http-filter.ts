import { type Rule, array, boolean, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { port, preciseHostname } from './names';
import { BACKEND_RULES, backend, localReference } from './references';
import { by } from './status';

/** Name of a header or of a parameter. */
export const httpName = string({ minLength: 1, maxLength: 256, pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" });

/** Methods of a request. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

const headers = (description: string) =>
  array(object({ name: httpName, value: string({ minLength: 1, maxLength: 4096 }) }, { required: ['name', 'value'] }), {
    maxItems: 16,
    ...by('name'),
    description,
  });

const headerModifier = (description: string) =>
  object(
    {
      add: headers('Headers to add to those that are there.'),
      remove: array(string(), { maxItems: 16, listType: 'set', description: 'Headers to take away.' }),
      set: headers('Headers to put in the place of those that are there.'),
    },
    { description },
  );

const aloneStar = (message: string): { readonly listType: 'set'; readonly rules: readonly Rule[] } => ({
  listType: 'set',
  rules: [{ rule: "!('*' in self && self.size() > 1)", message }],
});

const cors = object(
  {
    allowCredentials: boolean({ description: 'Whether browsers may send cookies along.' }),
    allowHeaders: array(httpName, { maxItems: 64, ...aloneStar("AllowHeaders cannot contain '*' alongside other methods") }),
    allowMethods: array(enumeration([...METHODS, '*']), { maxItems: 9, ...aloneStar("AllowMethods cannot contain '*' alongside other methods") }),
    allowOrigins: array(
      string({
        minLength: 1,
        maxLength: 253,
        pattern: '(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)',
      }),
      { maxItems: 64, ...aloneStar("AllowOrigins cannot contain '*' alongside other origins"), description: 'Such as https://www.example.com.' },
    ),
    exposeHeaders: array(httpName, { maxItems: 64, listType: 'set' }),
    maxAge: integer({ format: 'int32', minimum: 1, default: 5, description: 'How long a browser may remember the answer, in seconds.' }),
  },
  { description: 'What pages of other origins may do.' },
);

const requestMirror = object(
  {
    backendRef: object(backend, { required: ['name'], rules: BACKEND_RULES }),
    fraction: object(
      { denominator: integer({ format: 'int32', minimum: 1, default: 100 }), numerator: integer({ format: 'int32', minimum: 0 }) },
      { required: ['numerator'], rules: [{ rule: 'self.numerator <= self.denominator', message: 'numerator must be less than or equal to denominator' }] },
    ),
    percent: integer({ format: 'int32', minimum: 0, maximum: 100, description: 'How many of a hundred requests; all when left out.' }),
  },
  {
    required: ['backendRef'],
    description: 'Sends a copy elsewhere, whose answer nobody waits for.',
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
    replaceFullPath: string({ maxLength: 1024 }),
    replacePrefixMatch: string({ maxLength: 1024, description: 'What takes the place of the prefix that matched.' }),
    type: enumeration(['ReplaceFullPath', 'ReplacePrefixMatch']),
  },
  { required: ['type'], rules: PATH_RULES },
);

const requestRedirect = object(
  {
    hostname: preciseHostname('The new host; that of the request when left out.'),
    path: newPath,
    port: port('The new port; that of the scheme when left out.'),
    scheme: enumeration(['http', 'https']),
    statusCode: enumeration([301, 302, 303, 307, 308], { default: 302 }),
  },
  { description: 'Sends the client elsewhere.' },
);

const urlRewrite = object(
  { hostname: preciseHostname('What backends get as the host.'), path: newPath },
  { description: 'Changes what backends get as the address.' },
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
    extensionRef: withFacets(localReference, { description: "A filter of the controller's own." }),
    requestHeaderModifier: headerModifier('Changes headers on the way in.'),
    requestMirror,
    requestRedirect,
    responseHeaderModifier: headerModifier('Changes headers on the way out.'),
    type: enumeration(['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'ExtensionRef', 'CORS'], {
      description: 'What the filter does; the field that goes with it must be there.',
    }),
    urlRewrite,
  },
  { required: ['type'], rules: TYPE_RULES },
);

const once = (type: keyof typeof TYPES): Rule => ({ rule: `self.filter(f, f.type == '${type}').size() <= 1`, message: `${type} filter cannot be repeated` });

/** What is done with requests and answers on their way. */
export const filters = array(filter, {
  maxItems: 16,
  listType: 'atomic',
  description: 'What is done with requests and answers on their way.',
  rules: [
    {
      rule: "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))",
      message: 'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
    },
    ...(['CORS', 'RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite'] as const).map(once),
  ],
});
