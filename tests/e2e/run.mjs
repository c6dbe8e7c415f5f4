// Runs the browser tests: `FUPAN_BIN=… node run.mjs`, or without FUPAN_BIN against the mock server. Names of files behind it: only these.
// Each file has a server, data and a browser of its own, so as many run side by side as there are processors.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const named = process.argv.slice(2);
const tests = readdirSync(folder).filter((name) => name.endsWith('.test.mjs') && (named.length === 0 || named.includes(name)));
const child = spawn(process.execPath, ['--test', `--test-concurrency=${cpus().length}`, ...tests], { cwd: folder, stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
