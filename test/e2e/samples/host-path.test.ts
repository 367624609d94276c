import { describeDemo, eventually, isReady } from './demo';

const workers = ['desktop-2', 'desktop-3', 'mini-1', 'mini-2'];

describeDemo('0535-demo-host-path', (demo) => {
  test('each worker shows its own file', async () => {
    const pods = await eventually(
      'a pod on each worker is ready',
      () => demo().pods('app=machine'),
      (found) => found.length === workers.length && found.every(isReady),
    );
    expect(pods.map(({ spec }) => spec.nodeName).sort()).toEqual(workers);
  });

  test('the same pod is refused where Pod Security is restricted, or only baseline', async () => {
    const [pod] = await demo().pods('app=machine');
    for (const level of ['restricted', 'baseline']) {
      demo().kubectl('create', 'namespace', level);
      demo().kubectl('label', 'namespace', level, `pod-security.kubernetes.io/enforce=${level}`);
      const { containers, volumes, securityContext } = pod?.spec ?? {};
      const answer = await demo().post(`/api/v1/namespaces/${level}/pods?dryRun=All`, {
        metadata: { name: 'machine' },
        spec: {
          containers: containers?.map((container) => ({ ...container, volumeMounts: [] })),
          volumes: volumes?.filter(({ hostPath }) => hostPath !== undefined),
          securityContext,
        },
      });
      expect(answer.status).toBe(403);
      expect(JSON.stringify(answer.body)).toContain(`violates PodSecurity \\"${level}:latest\\": `);
      expect(JSON.stringify(answer.body)).toContain('\\"release\\"');
    }
  });
});
