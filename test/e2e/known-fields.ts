import { readFileSync } from 'node:fs';
import * as ts from 'typescript';

/** A part of an OpenAPI schema of Kubernetes. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
}

/** Schemas by their names. */
export type OpenApiSchemas = Readonly<Record<string, OpenApiSchema>>;

/** Fields in lower case, as spelling differs, with the name of their type where that is an interface or class. */
type Interfaces = ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;

function typeName(type: ts.TypeNode | undefined): string | undefined {
  if (type !== undefined && ts.isArrayTypeNode(type)) return typeName(type.elementType);
  return type !== undefined && ts.isTypeReferenceNode(type) ? type.typeName.getText() : undefined;
}

/** The interfaces of cdk8s-plus-28. */
function interfaces(): Interfaces {
  const file = require.resolve('cdk8s-plus-28/lib/imports/k8s.d.ts');
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return new Map(
    statements
      .filter(ts.isInterfaceDeclaration)
      .map(({ name, members }) => [
        name.text,
        new Map(members.filter(ts.isPropertySignature).map((field) => [field.name.getText().toLowerCase(), typeName(field.type)])),
      ]),
  );
}

const refOf = (schema: OpenApiSchema): string | undefined => {
  const part = schema.items ?? schema.additionalProperties ?? schema;
  return (part.$ref ?? part.allOf?.[0]?.$ref)?.split('/').at(-1);
};

/** The server says these, or the object's class. */
const NOT_ASKED = ['apiVersion', 'kind', 'status'];

/** Fields that a schema has and the interfaces of cdk8s-plus-28 have not: `PodSpec.resources`. */
export function unknownFields(schemas: OpenApiSchemas, roots: readonly (readonly [schema: string, name: string])[]): readonly string[] {
  const known = interfaces();
  const seen = new Set<string>();
  const look = (schema: string, name: string): readonly string[] => {
    const fields = known.get(name);
    if (fields === undefined || seen.has(name)) return [];
    seen.add(name);
    return Object.entries(schemas[schema]?.properties ?? {}).flatMap(([field, part]) => {
      if (NOT_ASKED.includes(field)) return [];
      if (!fields.has(field.toLowerCase())) return [`${name}.${field}`];
      const [ref, type] = [refOf(part), fields.get(field.toLowerCase())];
      return ref === undefined || type === undefined ? [] : look(ref, type);
    });
  };
  return roots.flatMap(([schema, name]) => look(schema, name));
}
