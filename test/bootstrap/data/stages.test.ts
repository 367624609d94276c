import { stageConstants } from '../../../bootstrap/data/stages';

test('stages are rows: what to do, then its fields', () => {
  const wait = { title: 'the sun is up', until: ['wait', '--for=condition=Up', 'sun'], seconds: 60, show: ['get', 'sun'] };
  expect(
    stageConstants([
      { file: '0000-a.k8s.yaml', waits: [] },
      { file: '0010-b.k8s.yaml', waits: [wait] },
    ]),
  ).toMatchObject({ STAGES: ['apply\t0000-a.k8s.yaml', 'apply\t0010-b.k8s.yaml', 'wait\tthe sun is up\t60\twait --for=condition=Up sun\tget sun\tsun\t-'] });
  expect(() => stageConstants([{ file: 'a', waits: [{ ...wait, show: ['get', 'jsonpath={range .items}'] }] }])).toThrow(
    '"the sun is up" has the kubectl word "jsonpath={range .items}", which bash would tear apart; write it without white space',
  );
});

test('the teardown of storage takes files the other way round than they were applied', () => {
  const stage = (file: string, teardown?: 'before' | 'after') => ({ file, waits: [], teardown });
  expect(stageConstants([stage('1', 'after'), stage('2'), stage('3', 'after'), stage('4', 'before'), stage('5', 'before')])).toMatchObject({
    TEARDOWN_BEFORE: ['5', '4'],
    TEARDOWN_AFTER: ['3', '1'],
  });
});
