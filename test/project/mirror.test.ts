import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const filesBelow = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();

/** Files without code of their own. */
const ONLY_EXPORTS = /(^|\/)index$/;

/** Rooms whose tests mirror them file by file, so that a failure names the file that is at fault. */
const ROOMS: readonly { readonly room: string; readonly notOfARoom: RegExp }[] = [{ room: 'crd', notOfARoom: /^generators\// }];

test.each(ROOMS)('test/$room has a file of tests for each file of $room', ({ room, notOfARoom }) => {
  const tested = filesBelow(`test/${room}`, /\.test\.ts$/)
    .map((file) => file.replace(/\.test$/, ''))
    .filter((file) => !notOfARoom.test(file));
  expect(tested).toEqual(filesBelow(room, /\.ts$/).filter((file) => !ONLY_EXPORTS.test(file)));
});
