// Runs the browser tests: `FUPAN_BIN=… node run.mjs`, or without FUPAN_BIN against the mock server.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const tests = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
const child = spawn(process.execPath, ['--test', ...tests], { cwd: folder, stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
