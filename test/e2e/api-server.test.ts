import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

describeWithApiServer('the API server of the tests', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startApiServer();
  });
  afterAll(() => server.stop());

  test('answers kubectl', () => {
    expect(server.kubectl('get', 'namespaces', '-o', 'name').split('\n')).toContain('namespace/default');
  });

  test('answers requests', async () => {
    expect(await server.call('GET', '/api/v1/namespaces/default')).toMatchObject({ status: 200, body: { metadata: { name: 'default' } } });
  });

  test('reports what kubectl says when it fails', () => {
    expect(() => server.kubectl('get', 'unicorns')).toThrow('the server doesn\'t have a resource type "unicorns"');
  });
});
