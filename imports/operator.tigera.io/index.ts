/* `cdk8s-metal/kinds/operator.tigera.io`: the kinds of operator.tigera.io, each as a construct class with the type of its spec. */

export { type APIServerSpec, APIServer } from './api-server';
export { type GoldmaneSpec, Goldmane } from './goldmane';
export { type InstallationSpec, Installation } from './installation';
export { type WhiskerSpec, Whisker } from './whisker';
