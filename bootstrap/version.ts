/** Version of cdk8s-metal, as in package.json. */
export const VERSION = '0.1.0';
