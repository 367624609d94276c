import { array, enumeration, object, string } from '../../crd/schema/schema';
import { METHODS, httpName } from './http-filter';
import { by } from './status';

const PLAIN = "(self.type in ['Exact','PathPrefix'])";
const WHEN_PLAIN = "when type one of ['Exact', 'PathPrefix']";
const CHARACTERS = "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$";

const PATH_RULES = [
  { rule: `${PLAIN} ? self.value.startsWith('/') : true`, message: `value must be an absolute path and start with '/' ${WHEN_PLAIN}` },
  ...['//', '/./', '/../', '%2f', '%2F', '#'].map((text) => ({
    rule: `${PLAIN} ? !self.value.contains('${text}') : true`,
    message: `must not contain '${text}' ${WHEN_PLAIN}`,
  })),
  ...['/..', '/.'].map((text) => ({ rule: `${PLAIN} ? !self.value.endsWith('${text}') : true`, message: `must not end with '${text}' ${WHEN_PLAIN}` })),
  {
    rule: "self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'",
    message: "type must be one of ['Exact', 'PathPrefix', 'RegularExpression']",
  },
  {
    rule: `${PLAIN} ? self.value.matches(r"""${CHARACTERS}""") : true`,
    message: `must only contain valid characters (matching ${CHARACTERS}) for types ['Exact', 'PathPrefix']`,
  },
];

const WHOLE_SITE = { type: 'PathPrefix', value: '/' } as const;

/** Default match of a rule: all paths. */
export const EVERYTHING = [{ path: WHOLE_SITE }] as const;

const texts = (description: string, maxLength: number) =>
  array(
    object(
      {
        name: httpName,
        type: enumeration(['Exact', 'RegularExpression'], { default: 'Exact', doc: 'How the value is compared.' }),
        value: string({ minLength: 1, maxLength, doc: 'The value, or a regular expression in the syntax of the controller.' }),
      },
      { required: ['name', 'value'] },
    ),
    { maxItems: 16, ...by('name'), description },
  );

const match = object(
  {
    headers: texts('Headers, all of which must match.', 4096),
    method: enumeration(METHODS, { doc: 'The method of the request; any when left out.' }),
    path: object(
      {
        type: enumeration(['Exact', 'PathPrefix', 'RegularExpression'], {
          default: 'PathPrefix',
          doc: 'How the path is compared; PathPrefix goes by whole parts between slashes.',
        }),
        value: string({ maxLength: 1024, default: '/', doc: 'The path, its beginning, or a regular expression in the syntax of the controller.' }),
      },
      { default: WHOLE_SITE, rules: PATH_RULES, doc: 'The path of the request.' },
    ),
    queryParams: texts('Parameters of the query, all of which must match.', 1024),
  },
  { doc: 'Requests that fit in everything that is named.' },
);

/** Requests: those that fit one of the items in everything that it names. */
export const matches = array(match, {
  maxItems: 64,
  listType: 'atomic',
  default: EVERYTHING,
  description: 'Conditions on requests, one of which must hold. Default: all requests.',
});
