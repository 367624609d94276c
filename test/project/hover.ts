import { join, resolve } from 'node:path';
import * as ts from 'typescript';
import { type Described, sentenceOf } from '../../scripts/generate/described';

/** A place in a text where somebody may point at the name of a field. */
export interface Place {
  /** Where the name begins, in characters. */
  readonly offset: number;
  /** Such as `spec.mon.count`. */
  readonly path: string;
  readonly schema: Described;
}

/** What an editor shows there. */
export interface Hover {
  readonly path: string;
  readonly text: string;
  /** `default` and `example`, with what stands behind them. */
  readonly tags: readonly (readonly [string, string])[];
}

const root = resolve(__dirname, '../..');

const valuesOf = ({ additionalProperties, patternProperties }: Described): Described | undefined =>
  typeof additionalProperties === 'object' ? additionalProperties : Object.values(patternProperties ?? {})[0];

/** An object literal with every field that a schema has, one value in each list and map, and where the names of the fields stand in it. */
export function literalOf(schema: Described, begin: number, path = ''): { readonly text: string; readonly places: readonly Place[] } {
  const places: Place[] = [];
  let text = '';
  const nested = (open: string, child: Described, at: string, close: string): void => {
    text += open;
    const inner = literalOf(child, begin + text.length, at);
    places.push(...inner.places);
    text += inner.text + close;
  };
  const values = valuesOf(schema);
  if (schema.items !== undefined) nested('[', schema.items, `${path}[]`, ']');
  else if (values !== undefined) nested('{ key: ', values, `${path}.*`, ' }');
  else if (schema.properties !== undefined) {
    text += '{ ';
    for (const [name, child] of Object.entries(schema.properties)) {
      const at = path === '' ? name : `${path}.${name}`;
      places.push({ offset: begin + text.length, path: at, schema: child });
      nested(/^\w+$/.test(name) ? `${name}: ` : `'${name}': `, child, at, ', ');
    }
    text += '}';
  } else text += 'undefined as never';
  return { text, places };
}

function optionsOf(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as { readonly config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

/** An editor with one open file, which stands beside index.ts. */
export interface Editor {
  /** Writes the file anew. */
  readonly write: (text: string) => void;
  /** What is shown at each place of it. */
  readonly hovers: (places: readonly Place[]) => readonly Hover[];
  /** The fields of an object of an exported type, and those inside them as far as this project declares them. */
  readonly fieldsOfType: (name: string) => Described;
}

/** The language service of TypeScript, as editors ask it. */
export function editor(): Editor {
  const file = join(root, 'hovered.ts');
  const options = optionsOf();
  const texts: string[] = [''];
  const read = (path: string): string | undefined => (path === file ? texts.at(-1) : ts.sys.readFile(path));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? String(texts.length) : '1'),
    getScriptSnapshot: (path) => {
      const found = read(path);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: read,
    directoryExists: ts.sys.directoryExists.bind(ts.sys),
  });
  return {
    write: (text) => void texts.push(text),
    hovers: (places) =>
      places.map(({ offset, path }) => {
        const info = service.getQuickInfoAtPosition(file, offset);
        const tags = (info?.tags ?? []).map(({ name, text }) => [name, ts.displayPartsToString(text)] as const);
        return { path, text: ts.displayPartsToString(info?.documentation), tags };
      }),
    fieldsOfType: (name) => {
      const program = service.getProgram();
      const source = program?.getSourceFile(file);
      const found = program?.getTypeChecker().getSymbolsInScope(source ?? ts.createSourceFile('', '', ts.ScriptTarget.ES2022), ts.SymbolFlags.All);
      const symbol = found?.find((candidate) => candidate.name === name);
      if (program === undefined || symbol === undefined) throw new Error(`${name} is not in the file`);
      const checker = program.getTypeChecker();
      return shapeOf(checker, checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol)));
    },
  };
}

const isOurs = (type: ts.Type): boolean =>
  [type.symbol, type.aliasSymbol].some((symbol) => symbol?.declarations?.some((declaration) => !declaration.getSourceFile().fileName.includes('node_modules')));

function shapeOf(checker: ts.TypeChecker, declared: ts.Type, within: readonly ts.Type[] = []): Described {
  const type = checker.getNonNullableType(declared);
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return item === undefined ? {} : { items: shapeOf(checker, item, within) };
  }
  if (type.isUnion() || !(type.flags & ts.TypeFlags.Object || type.isIntersection()) || !isOurs(type) || within.includes(type)) return {};
  const fields = type.getProperties().map((property) => [property.name, shapeOf(checker, checker.getTypeOfSymbol(property), [...within, type])] as const);
  return fields.length === 0 ? {} : { properties: Object.fromEntries(fields) };
}

/** What an editor ought to show there. */
export const wanted = ({ path, schema }: Place): Pick<Hover, 'path' | 'text'> => ({ path, text: sentenceOf(schema) ?? 'a description in the schema' });
