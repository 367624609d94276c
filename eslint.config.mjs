// The habits that a linter can hold. Layout is prettier's, the walls between the rooms are dependency-cruiser's.
import { builtinModules } from 'node:module';
import js from '@eslint/js';
import checkFile from 'eslint-plugin-check-file';
import jest from 'eslint-plugin-jest';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** Where no disk, environment, clock or chance may be read: everywhere but at the rim. */
const rooms = ['index.ts', '{cluster,crd,imports,objects,workloads,charts,bootstrap,plan}/**/*.ts'];
const rim = 'Only cli/ and main.ts read disk, environment and clock; let them hand the value over.';

/** The same for every TypeScript file; no-restricted-syntax takes one list a file, so that the lists below repeat it. */
const syntax = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported, one by one.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSPropertySignature[readonly!=true]', message: 'Nobody writes back: make it readonly.' },
  { selector: 'TSIndexSignature[readonly!=true]', message: 'Nobody writes back: make it readonly.' },
  { selector: 'PropertyDefinition[readonly!=true]', message: 'Nobody writes back: make it readonly.' },
  { selector: 'TSPropertySignature :not(TSTypeOperator, TSRestType) > TSArrayType', message: 'Nobody writes back: make the array readonly.' },
  { selector: 'TSAsExpression > TSAsExpression', message: 'A cast through another hides what happens; narrow the type instead.' },
  { selector: 'TSEnumDeclaration', message: 'A union of literals says the same and leaves nothing to run.' },
];

const pureSyntax = [{ selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Same input, same bytes: no clock.' }];

const testSyntax = [
  // A skip stands behind a condition and says in its title how to get what is missing: `here ? describe(…) : describe.skip(…)`.
  { selector: 'ExpressionStatement > CallExpression[callee.property.name=/^(skip|todo)$/]', message: 'Tests run, or are skipped on a condition.' },
  { selector: 'CallExpression[callee.name=/^x(it|test|describe)$/]', message: 'Tests run, or are skipped on a condition.' },
];

const isMember = 'ExportNamedDeclaration > TSInterfaceDeclaration > TSInterfaceBody >';

/** Whoever hovers a member wants to know what it is: meaning, unit or shape. `@default` alone does not say it. */
const memberTold = {
  create: (context) => {
    const check = (node) => {
      // `kind: 'flannel'` says all by itself; a symbol is told where it is declared.
      if (node.computed || node.typeAnnotation?.typeAnnotation.type === 'TSLiteralType') return;
      const told = context.sourceCode.getCommentsBefore(node).some(({ type, value }) => type === 'Block' && /^\*[\s*]*[^\s*@]/.test(value));
      if (!told) context.report({ node, message: 'Say in a docstring what it is: editors show it where it is used.' });
    };
    return {
      [`${isMember} TSPropertySignature`]: check,
      [`${isMember} TSMethodSignature`]: check,
      'ExportNamedDeclaration > ClassDeclaration > ClassBody > PropertyDefinition:not([accessibility=/private|protected/])': check,
      'ExportNamedDeclaration > ClassDeclaration > ClassBody > MethodDefinition[kind!="constructor"]:not([accessibility=/private|protected/]):not([override=true])':
        check,
    };
  },
};

/** Whoever leaves a property out wants to know what holds then. */
const defaultTold = {
  create: (context) => ({
    'TSInterfaceDeclaration[id.name=/(Props|Spec|Options)$/] > TSInterfaceBody > TSPropertySignature[optional=true]': (node) => {
      const told = context.sourceCode.getCommentsBefore(node).some(({ value }) => value.includes('@default'));
      if (!told) context.report({ node, message: 'Say with @default what holds when it is left out.' });
    },
  }),
};
const house = { rules: { 'default-told': defaultTold, 'member-told': memberTold } };

const exported = ['ClassDeclaration', 'FunctionDeclaration', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'VariableDeclaration'];

export default tseslint.config(
  { ignores: ['node_modules', 'lib', 'dist', 'reports', 'coverage'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,js,mjs,cjs}'],
    extends: [js.configs.recommended],
    plugins: { 'check-file': checkFile },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'check-file/filename-naming-convention': ['error', { '**/*': 'KEBAB_CASE' }, { ignoreMiddleExtensions: true }],
      'check-file/filename-blocklist': ['error', { '**/{util,utils,common,helper,helpers,misc,types}.*': '*-name-of-the-idea-that-it-serves.*' }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { jsdoc, house },
    rules: {
      'no-restricted-syntax': ['error', ...syntax],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // It warns of emojis in every text.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        { selector: 'function', format: ['camelCase', 'PascalCase'] },
        // PascalCase for schema values: they bear the name of the kind that they describe.
        { selector: 'variable', format: ['camelCase', 'PascalCase', 'UPPER_CASE'], leadingUnderscore: 'allow' },
        { selector: 'parameter', format: ['camelCase', 'PascalCase'], leadingUnderscore: 'allow' },
      ],
      // `interface Kind extends Static<typeof Kind> {}` gives a long type a name in messages, and a docstring.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // Its advice is wrong where the type of the result is inferred.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'jsdoc/require-jsdoc': ['error', { publicOnly: true, require: { FunctionDeclaration: false }, contexts: exported }],
      'jsdoc/check-alignment': 'error',
      'jsdoc/check-tag-names': ['error', { definedTags: ['default'] }],
      'jsdoc/empty-tags': 'error',
      'jsdoc/no-types': 'error',
      'house/default-told': 'error',
    },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', module: 'writable', process: 'readonly', __dirname: 'readonly' } },
  },
  {
    files: rooms,
    rules: {
      'no-restricted-syntax': ['error', ...syntax, ...pureSyntax],
      'no-restricted-imports': ['error', { paths: builtinModules.map((name) => ({ name, message: rim })), patterns: [{ regex: '^node:', message: rim }] }],
      'no-restricted-globals': ['error', ...['process', 'fetch', 'setTimeout', 'setInterval'].map((name) => ({ name, message: rim }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Same input, same bytes: no clock.' },
        { object: 'Math', property: 'random', message: 'Same input, same bytes: no chance.' },
      ],
      'no-console': 'error',
      'house/member-told': 'error',
    },
  },
  // As long as the kind that it describes.
  { files: ['imports/**', '**/generated.ts'], rules: { 'max-lines': 'off' } },
  // Kubernetes' schemas seldom say what holds where a field is left out; where a description does, it stands there.
  { files: ['imports/*/generated.ts'], rules: { 'house/default-told': 'off' } },
  {
    files: ['test/**/*.ts'],
    plugins: { jest },
    rules: {
      'no-restricted-syntax': ['error', ...syntax, ...testSyntax],
      // A describe block is a list, not a function.
      'max-lines-per-function': 'off',
      'jsdoc/require-jsdoc': 'off',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }],
      'jest/no-focused-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/no-interpolation-in-snapshots': 'error',
      'jest/no-large-snapshots': ['error', { maxSize: 20, inlineMaxSize: 20 }],
      'jest/require-to-throw-message': 'error',
      'jest/valid-expect': 'error',
      'jest/valid-expect-in-promise': 'error',
      'jest/valid-title': ['error', { ignoreTypeOfDescribeName: true, ignoreTypeOfTestName: true }],
      // Matchers such as expect.any() are of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
