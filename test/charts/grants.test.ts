import { withGrants } from './grants';

describe('the comparison of rules', () => {
  const role = (rules: readonly unknown[]) => withGrants({ apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'x' }, rules });
  const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };

  test('takes rules for the same that add up to the same', () => {
    expect(
      role([
        { ...pods, verbs: ['list'] },
        { ...pods, verbs: ['get'] },
      ]),
    ).toEqual(role([pods]));
  });

  test.each([
    ['another verb', { ...pods, verbs: ['get', 'list', 'watch'] }],
    ['another group', { ...pods, apiGroups: ['', 'apps'] }],
    ['another resource', { ...pods, resources: ['pods', 'pods/log'] }],
    ['a name', { ...pods, resourceNames: ['x'] }],
  ])('sees %s', (_, rule) => {
    expect(role([rule])).not.toEqual(role([pods]));
  });

  test('refuses what it does not know', () => {
    expect(() => role([{ ...pods, nonResourceURLs: ['/healthz'] }])).toThrow('a rule has nonResourceURLs, which this comparison does not know');
    expect(() => role([{ ...pods, namespaces: ['x'] }])).toThrow('a rule has namespaces, which this comparison does not know');
  });
});
