import { completeEndpoint } from '../../../cluster/complete/endpoint';
import type { Problem } from '../../../cluster/values/problem';

const completed = (spec: Parameters<typeof completeEndpoint>[0]) => {
  const problems: Problem[] = [];
  return [completeEndpoint(spec, (problem) => problems.push(problem)), problems.map(({ value }) => value)] as const;
};

test.each([
  [{}, { kind: 'name', host: 'api.home.arpa', port: 6443, address: undefined }],
  [
    { name: 'api.lab', port: 8443 },
    { kind: 'name', host: 'api.lab', port: 8443 },
  ],
  [{ vip: 'FD00::10' }, { kind: 'vip', host: 'fd00::10', port: 6443, address: { family: 6, text: 'fd00::10' } }],
  [{ loadBalancer: 'lb.example:443' }, { kind: 'loadBalancer', host: 'lb.example', port: 443, address: undefined }],
  [{ loadBalancer: '[fd00::10]:443' }, { kind: 'loadBalancer', host: 'fd00::10', port: 443, address: { text: 'fd00::10' } }],
] as const)('%j', (spec, endpoint) => expect(completed(spec)).toMatchObject([endpoint, []]));

test.each([
  { vip: 'vip.example' },
  { loadBalancer: 'lb.example' },
  { loadBalancer: 'lb.example:0' },
  { loadBalancer: 'lb.example:65536' },
  { loadBalancer: 'fd00::10:443' },
])('%j is reported', (spec) => expect(completed(spec)[1]).toEqual(Object.values(spec)));
