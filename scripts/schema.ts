import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterJsonSchema } from '../cluster/spec/json-schema';

writeFileSync(join(__dirname, '../cluster.schema.json'), clusterJsonSchema());
