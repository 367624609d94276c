/** One line of a scenario. */
export interface Outcome {
  readonly ok: boolean;
  readonly seconds: number;
  readonly title: string;
  /** What was counted; empty: nothing. */
  readonly figure: string;
}

interface Place {
  readonly scenario: string;
  readonly engine: string;
}

const headline = ({ scenario, engine }: Place): string => `## ${scenario}, ${engine}`;

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

/** What a scenario has shown, as a section of the report. */
export function section({
  outcomes,
  date,
  what,
  ...place
}: Place & { readonly date: string; readonly what: string; readonly outcomes: readonly Outcome[] }): string {
  const failed = outcomes.filter(({ ok }) => !ok).length;
  const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
  const rows = outcomes.map(({ ok, seconds: took, title, figure }) => `| ${cell(title)} | ${ok ? 'ok' : '**failed**'} | ${took} s | ${cell(figure)} |`);
  return [
    headline(place),
    `${date}: ${outcomes.length - failed} ok, ${failed} failed, ${seconds} s. ${what}`,
    ['| what | outcome | time | counted |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

/** The report with a section in the place of the one that it had, or in the order of names. */
export function withSection(report: string, place: Place, text: string): string {
  const [head = '', ...sections] = report.trimEnd().split(/\n\n(?=## )/);
  const others = sections.filter((other) => !other.startsWith(`${headline(place)}\n`));
  return `${[head, ...[...others, text].sort()].join('\n\n')}\n`;
}
