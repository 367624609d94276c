import { section, withSection } from './sections';

const place = { scenario: 'up', engine: 'container' };
const text = section({
  ...place,
  date: '2026-11-28',
  what: 'Two machines become a cluster.',
  outcomes: [
    { ok: true, seconds: 40, title: 'cluster.sh up', figure: '2 connections' },
    { ok: false, seconds: 2, title: 'a | b', figure: '' },
  ],
});

test('a section says when, how many lines were ok, how long they took, and what was counted', () => {
  expect(text).toBe(
    [
      '## up, container\n',
      '2026-11-28: 1 ok, 1 failed, 42 s. Two machines become a cluster.\n',
      '| what | outcome | time | counted |',
      '| --- | --- | --- | --- |',
      '| cluster.sh up | ok | 40 s | 2 connections |',
      String.raw`| a \| b | **failed** | 2 s |  |`,
    ].join('\n'),
  );
});

test('a section replaces what the same scenario showed before on the same engine, and no other', () => {
  const report = '# Report\n\nWords.\n\n## again, container\n\nfirst\n\n## up, container\n\nold\n\nmore\n\n## up, emulator\n\nslow\n';
  expect(withSection(report, place, '## up, container\n\nnew')).toBe(
    '# Report\n\nWords.\n\n## again, container\n\nfirst\n\n## up, container\n\nnew\n\n## up, emulator\n\nslow\n',
  );
});

test('a new section stands in the order of names', () => {
  expect(withSection('# Report\n\n## up, container\n\nx\n', { scenario: 'again', engine: 'container' }, '## again, container\n\ny')).toBe(
    '# Report\n\n## again, container\n\ny\n\n## up, container\n\nx\n',
  );
});
