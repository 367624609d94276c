import { tryParseDuration } from '../../../cluster/values/duration';
import { meantDurations } from '../../../cluster/values/meant-duration';

const WRITTEN: readonly (readonly [text: string, ...meant: readonly string[]])[] = [
  ['5 minutes', '5m'],
  ['5 Minutes', '5m'],
  ['5min', '5m'],
  ['5 min.', '5m'],
  ['5mins', '5m'],
  ['5 m', '5m'],
  ['5M', '5m'],
  [' 5m ', '5m'],
  ['5ｍ', '5m'],
  ['５분', '5m'],
  ['1시간 30분', '1h30m'],
  ['30초', '30s'],
  ['1h30', '1h30m'],
  ['5m30', '5m30s'],
  ['1h 30m', '1h30m'],
  ['1 hour and 30 minutes', '1h30m'],
  ['1 hour, 30 minutes', '1h30m'],
  ['1hr', '1h'],
  ['90 s', '90s'],
  ['90sec', '90s'],
  ['90 seconds', '90s'],
  ['1,5m', '1.5m'],
  ['1.5 minutes', '1.5m'],
  ['500 milliseconds', '500ms'],
  ['1d', '24h'],
  ['0.5 days', '12h'],
  ['0.1d', '2.4h'],
  ['1 week', '168h'],
  ['PT5M', '5m'],
  ['PT1H30M', '1h30m'],
  ['P1DT2H', '24h2h'],
  ['00:05:00', '5m'],
  ['1:30:05', '1h30m5s'],
  ['1:30', '1h30m', '1m30s'],
  ['90', '90s', '90m', '90h'],
  ['1.5', '1.5s', '1.5m', '1.5h'],
];

test.each(WRITTEN.map(([text, ...meant]) => [text, meant] as const))('who writes %j means %j', (text, meant) => {
  expect(meantDurations(text)).toEqual(meant);
  expect(meant.map(tryParseDuration)).not.toContain(undefined);
});

test.each([
  '',
  ' ',
  '0',
  '0 minutes',
  '-5 minutes',
  'soon',
  'five minutes',
  'm',
  '.m',
  '5 months',
  '5 constructor',
  '1h30x',
  '30 1h',
  '5m-3s',
  '1:75',
  '1e3s',
  'pt',
])('what %j means cannot be told', (text) => expect(meantDurations(text)).toEqual([]));
