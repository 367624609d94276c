import { rmSync } from 'node:fs';

/* After all tests: removes what was packed. */

// eslint-disable-next-line no-restricted-syntax -- jest asks for a default export
export default function forget(): void {
  const folder = process.env['PACKED'];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
