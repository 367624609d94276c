import { stageConstants } from '../../../bootstrap/data/stages';

test('stages are rows: what to do, then its fields', () => {
  const wait = { title: 'the sun is up', until: ['wait', '--for=condition=Up', 'sun'], seconds: 60, show: ['get', 'sun'] };
  expect(
    stageConstants([
      { file: '0000-a.k8s.yaml', waits: [] },
      { file: '0010-b.k8s.yaml', waits: [wait] },
    ]),
  ).toEqual({ STAGES: ['apply\t0000-a.k8s.yaml', 'apply\t0010-b.k8s.yaml', 'wait\tthe sun is up\t60\twait --for=condition=Up sun\tget sun'] });
  expect(() => stageConstants([{ file: 'a', waits: [{ ...wait, show: ['get', 'jsonpath={range .items}'] }] }])).toThrow(
    '"the sun is up" has the kubectl word "jsonpath={range .items}", which bash would tear apart; write it without white space',
  );
});
