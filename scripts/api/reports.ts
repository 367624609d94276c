import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from '@microsoft/api-extractor';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A report of the API: which file has it, and the declarations that it is made of. */
export interface Entry {
  /** `kinds-ceph.rook.io.api.md`; `index.api.md` for the library itself. */
  readonly report: string;
  /** Relative to the folder of the compiled files. */
  readonly declarations: string;
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** The sub-paths of a package.json that are code. */
export const entriesOf = ({ exports }: Manifest): readonly Entry[] =>
  Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string'
      ? []
      : [{ report: `${path === '.' ? 'index' : path.slice(2).replaceAll('/', '-')}.api.md`, declarations: target.types.replace('./lib/', '') }],
  );

const silent = { default: { logLevel: ExtractorLogLevel.None, addToApiReportFile: false } };

function configOf(root: string, compiled: string, folder: string, { report, declarations }: Entry): ExtractorConfig {
  const configObject: IConfigFile = {
    projectFolder: root,
    mainEntryPointFilePath: join(compiled, declarations),
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: { compilerOptions: { moduleResolution: 'bundler', module: 'esnext', target: 'es2022', skipLibCheck: true, types: ['node'] } },
    },
    apiReport: { enabled: true, includeForgottenExports: true, reportFileName: report, reportFolder: folder, reportTempFolder: join(compiled, 'temp') },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: { compilerMessageReporting: silent, extractorMessageReporting: silent, tsdocMessageReporting: silent },
  };
  return ExtractorConfig.prepare({ configObject, configObjectFullPath: undefined, packageJsonFullPath: join(root, 'package.json') });
}

/** Writes a report for each sub-path to a folder that exists. */
export function apiReports(root: string, folder: string): void {
  const entries = entriesOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest);
  const compiled = join(root, 'reports/declarations');
  rmSync(compiled, { recursive: true, force: true });
  const options = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationMap', 'false', '--sourceMap', 'false', '--outDir', compiled];
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
  const configs = entries.map((entry) => configOf(root, compiled, folder, entry));
  const [first, ...others] = configs;
  if (first === undefined) return;
  const compilerState = CompilerState.create(first, { additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath) });
  for (const config of configs) Extractor.invoke(config, { localBuild: true, compilerState, messageCallback: (message) => (message.handled = true) });
}
