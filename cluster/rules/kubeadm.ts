import { error } from '../problem';
import type { Rule } from './rule';

const FLAG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Flags are named without dashes in front, the way kubeadm wants them. */
export const extraArgs: Rule = ({ kubeadm }) =>
  Object.entries(kubeadm.extraArgs).flatMap(([component, flags]) =>
    Object.keys(flags).flatMap((flag) =>
      FLAG.test(flag)
        ? []
        : [
            {
              ...error(
                ['kubeadm', 'extraArgs', component, flag],
                undefined,
                'is no name of a flag',
                'write it in lower case without leading dashes, such as feature-gates',
              ),
              onName: true,
            },
          ],
    ),
  );

const DURATION = /^(\d{1,6}(\.\d{1,6})?(ns|us|µs|ms|s|m|h))+$/;

/** Durations are written as Go writes them. */
export const timeouts: Rule = ({ kubeadm }) =>
  Object.entries(kubeadm.timeouts).flatMap(([name, value]) =>
    DURATION.test(value) ? [] : [error(['kubeadm', 'timeouts', name], value, 'is no duration', 'write numbers with units, such as 10m0s or 90s')],
  );
