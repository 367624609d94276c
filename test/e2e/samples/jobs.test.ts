import { aWhile, describeDemo, eventually, objectsOf } from './demo';

interface Job {
  readonly metadata: { readonly name: string; readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[] };
  readonly status: {
    readonly succeeded?: number;
    readonly completedIndexes?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

const isComplete = ({ status }: Job): boolean => status.conditions?.some(({ type, status: is }) => type === 'Complete' && is === 'True') ?? false;

describeDemo('0545-demo-jobs', (demo) => {
  const jobs = async (): Promise<readonly Job[]> =>
    (await demo().get<{ readonly items: readonly Job[] }>(`/apis/batch/v1/namespaces/${demo().namespace}/jobs`)).items;

  test('a Job does each of its pieces once, and is complete then', async () => {
    const all = await eventually('the Job is complete', jobs, (found) => found.some((job) => job.metadata.name === 'pieces' && isComplete(job)));
    expect(all.find(({ metadata }) => metadata.name === 'pieces')?.status).toMatchObject({ succeeded: 3, completedIndexes: '0-2' });
    const pods = await demo().pods('job-name=pieces');
    expect(pods.map(({ metadata }) => metadata.annotations?.['batch.kubernetes.io/job-completion-index']).sort()).toEqual(['0', '1', '2']);
    expect(pods.map(({ status }) => status.phase)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  });

  test('a Job has no more pods at a time than its parallelism', async () => {
    // A copy whose pods find no machine: so they stay, and can be counted.
    const [job] = objectsOf('0545-demo-jobs').filter(({ kind }) => kind === 'Job');
    const { template, ...spec } = job?.['spec'] as { readonly template: { readonly spec: object } };
    const waiting = { metadata: { name: 'waiting' }, spec: { ...spec, template: { spec: { ...template.spec, nodeSelector: { disk: 'none-has-this' } } } } };
    expect(await demo().post(`/apis/batch/v1/namespaces/${demo().namespace}/jobs`, waiting)).toMatchObject({ status: 201 });
    await eventually(
      'two pods wait',
      () => demo().pods('job-name=waiting'),
      (pods) => pods.length === 2,
    );
    await aWhile();
    expect(await demo().pods('job-name=waiting')).toHaveLength(2);
    demo().kubectl('delete', 'job', 'waiting');
  });

  test('the template of a Job cannot be changed: another piece of work is another Job', () => {
    expect(() => demo().kubectl('set', 'image', 'job/pieces', 'work=docker.io/library/busybox:1.36.1')).toThrow('field is immutable');
  });

  test('a CronJob makes a Job when its time has come, and nobody has to be there', async () => {
    demo().kubectl('patch', 'cronjob', 'clock', '--patch', '{"spec":{"schedule":"* * * * *"}}');
    const made = await eventually('the clock has struck', jobs, (found) => found.some((job) => job.metadata.name.startsWith('clock-') && isComplete(job)));
    const [struck] = made.filter(({ metadata }) => metadata.name.startsWith('clock-'));
    expect(struck?.metadata.ownerReferences).toEqual([expect.objectContaining({ kind: 'CronJob', name: 'clock' })]);
    expect(struck?.metadata.name).toMatch(/^clock-\d+$/);
  });

  test('a CronJob can be tried at once', async () => {
    demo().kubectl('create', 'job', 'by-hand', '--from=cronjob/clock');
    await eventually('the Job made by hand is complete', jobs, (found) => found.some((job) => job.metadata.name === 'by-hand' && isComplete(job)));
    expect((await demo().pods('job-name=by-hand')).map(({ status }) => status.phase)).toEqual(['Succeeded']);
  });
});
