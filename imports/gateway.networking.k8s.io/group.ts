/** Props that all kinds of Gateway API share; the annotations are those of the standard channel of v1.6.1. */
export const gatewayApi = {
  group: 'gateway.networking.k8s.io',
  categories: ['gateway-api'],
  annotations: {
    'api-approved.kubernetes.io': 'https://github.com/kubernetes-sigs/gateway-api/pull/4530',
    'gateway.networking.k8s.io/bundle-version': 'v1.6.1',
    'gateway.networking.k8s.io/channel': 'standard',
  },
} as const;
