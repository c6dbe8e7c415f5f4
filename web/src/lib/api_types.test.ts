import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('api_types.ts agrees with openapi.json (npm run generate brings it up to date)', async () => {
  const tool = join(process.cwd(), 'node_modules/openapi-typescript/bin/cli.js');
  const args = [tool, '../server/http/openapi.json', '-o', 'src/lib/api_types.ts', '--check'];
  await expect(promisify(execFile)(process.execPath, args, { cwd: process.cwd() })).resolves.toBeDefined();
}, 30_000);
