import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { hardened } from '../../workloads/pods/container';
import { IMAGE, RESOURCES } from './web';

const namespace = 'demo-jobs';

/** A pod that runs to its end. There is nobody to probe, and whether it ran well says how it ended. */
const podThat = (script: string) => ({
  spec: {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65_532, runAsGroup: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [hardened({ name: 'work', image: IMAGE, command: ['sh', '-c', script], resources: RESOURCES })],
  },
});

/**
 * Work that ends: three pieces of it, two at a time; and one every five minutes.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class DemoJobs extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    plainObject(this, 'Job', {
      metadata: { name: 'pieces', namespace },
      spec: {
        completionMode: 'Indexed',
        completions: 3,
        parallelism: 2,
        // A pod that fails is tried again, but not for ever.
        backoffLimit: 3,
        activeDeadlineSeconds: 600,
        template: podThat('echo "piece $JOB_COMPLETION_INDEX of 3"; sleep 5'),
      },
    });
    plainObject(this, 'CronJob', {
      metadata: { name: 'clock', namespace },
      spec: {
        schedule: '*/5 * * * *',
        timeZone: 'Etc/UTC',
        // One that is late is left out; where one still runs, the next one is.
        startingDeadlineSeconds: 60,
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 120, template: podThat('date') } },
      },
    });
  }
}
