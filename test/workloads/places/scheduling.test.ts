import { schedulingOf } from '../../../workloads/places/scheduling';
import { type Placement, keepApart, keepTogether, onNodesWith, spreadAcross, tolerate } from '../../../workloads/places/placement';

const OWN = { app: 'web' };
const own = { labelSelector: { matchLabels: OWN }, matchLabelKeys: ['pod-template-hash'] };

const affinity = (...placements: readonly Placement[]) => schedulingOf(placements, OWN).affinity;

describe('spread', () => {
  test('is over machines where nothing is asked for, and keeps no pod from running', () => {
    expect(schedulingOf([], OWN)).toEqual({
      topologySpreadConstraints: [
        { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', nodeTaintsPolicy: 'Honor', ...own },
      ],
    });
  });

  test('is as it is asked for, and only that', () => {
    expect(schedulingOf([spreadAcross('room', { maxSkew: 2, required: true })], OWN)).toEqual({
      topologySpreadConstraints: [{ topologyKey: 'room', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: 'Honor', ...own }],
    });
  });
});

describe('nodes', () => {
  test('are demanded with all labels of all conditions', () => {
    expect(affinity(onNodesWith({ room: ['attic', 'cellar'] }), onNodesWith({ disk: 'nvme' }))).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: 'room', operator: 'In', values: ['attic', 'cellar'] },
                { key: 'disk', operator: 'In', values: ['nvme'] },
              ],
            },
          ],
        },
      },
    });
  });

  test('are wished for with a weight', () => {
    expect(affinity(onNodesWith({ disk: 'nvme' }, { preferred: 50 }))).toEqual({
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 50, preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['nvme'] }] } },
        ],
      },
    });
  });
});

describe('other pods', () => {
  test('are sought', () => {
    expect(affinity(keepTogether({ app: 'db' }))).toEqual({
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'db' } } }],
      },
    });
  });

  test('are kept away, as a wish too', () => {
    expect(affinity(keepApart({ app: 'db' }, { over: 'room', preferred: 100 }))).toEqual({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: 'room', labelSelector: { matchLabels: { app: 'db' } } } },
        ],
      },
    });
  });

  test('of the release itself are kept apart version by version, so that a rollout needs no free machine', () => {
    expect(affinity(keepApart())).toEqual({
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', ...own }] },
    });
  });
});

describe('taints', () => {
  test.each<readonly [Placement, object]>([
    [tolerate({ key: 'dedicated' }), { key: 'dedicated', operator: 'Exists' }],
    [tolerate({ key: 'dedicated', value: 'media', effect: 'NoSchedule' }), { key: 'dedicated', operator: 'Equal', value: 'media', effect: 'NoSchedule' }],
    [tolerate({ key: 'temporary', seconds: 60 }), { key: 'temporary', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }],
  ])('%j', (placement, toleration) => {
    expect(schedulingOf([placement], OWN).tolerations).toEqual([toleration]);
  });
});
