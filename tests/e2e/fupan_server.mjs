// The server under test: the one at FUPAN_URL, the binary of FUPAN_BIN with a folder of its own, or the mock when that is not set.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockServer } from './mock_server.mjs';

const startLimitMs = 120_000;

/** Resolves with the address that the server prints when it is ready. */
function readAddress(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`no address after ${startLimitMs} ms:\n${output}`)), startLimitMs);
    const read = (chunk) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (!address) return;
      clearTimeout(timer);
      resolve(address[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`fupan serve ended with ${code}:\n${output}`)));
  });
}

async function waitUntilReady(origin, child) {
  const end = Date.now() + startLimitMs;
  for (;;) {
    const answer = await fetch(`${origin}/readyz`).then((response) => response.json()).catch(() => null);
    if (answer?.status === 'ready') return;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`fupan serve ended with ${child.exitCode ?? child.signalCode} before it was ready`);
    }
    if (Date.now() > end) throw new Error(`not ready after ${startLimitMs} ms: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function startBinary(binary, { args = [], env = {} }) {
  const data = await mkdtemp(join(tmpdir(), 'fupan-e2e-'));
  const child = spawn(binary, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env },
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    const origin = await readAddress(child);
    await waitUntilReady(origin, child);
    return { origin, stop, data };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startMock() {
  const { server, origin } = await startMockServer();
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { origin, stop };
}

/**
 * `{origin, stop}`, and of the binary `data`, its folder. FUPAN_URL names a server that runs already and is left running. `args` and `env` go to the binary.
 */
export async function startServer({ args, env } = {}) {
  if (process.env.FUPAN_URL) return { origin: process.env.FUPAN_URL, stop: async () => {} };
  return process.env.FUPAN_BIN ? startBinary(process.env.FUPAN_BIN, { args, env }) : startMock();
}
