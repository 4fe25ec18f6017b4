// What must be there before Jamaa can run: its libraries, Node 24, the built program.
// CommonJS and plain JavaScript: this runs under whatever Node (18 or newer) the machine has, before anything is installed.
'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const OLDEST_NODE = [24, 21];
const OLDEST_TIME_ZONE_DATA = '2026c';

/** Something a person can act on: printed alone, without a stack. */
class Plain extends Error {}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what package-lock.json asks for (platform packages and tools for developers may lack). */
function isInstalled(withDev) {
  const asked = readJson('package-lock.json')?.packages;
  const there = readJson('node_modules/.package-lock.json')?.packages;
  if (!asked) throw new Plain(`package-lock.json is missing or damaged in ${root}.`);
  if (!there) return false;
  for (const [name, wanted] of Object.entries(asked)) {
    if (name === '' || wanted.link) continue;
    const found = there[name];
    if (found) {
      if (found.version !== wanted.version) return false;
    } else if (!wanted.optional && !wanted.devOptional && (withDev || !wanted.dev)) {
      return false;
    }
  }
  return true;
}

function npmCommand() {
  // Under `npm start` npm says where it is; otherwise the one on the path.
  const known = process.env.npm_execpath;
  if (known && /npm-cli\.c?js$/.test(known) && fs.existsSync(known)) return { file: process.execPath, first: [known] };
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [] };
}

function whyNpmFailed(output) {
  const network =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/;
  if (network.test(output)) return 'the package registry cannot be reached. Check the network and start again.';
  if (/EACCES|EPERM/.test(output)) return `this user may not write in ${root}.`;
  if (/EROFS/.test(output)) return `${root} is on a read-only file system.`;
  if (/ENOSPC/.test(output)) return 'the disk is full.';
  const lines = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log|_logs/.test(line));
  const reason = lines
    .slice(0, 3)
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, ''))
    .join(' ');
  return `npm says: ${reason || output.trim().split('\n').slice(-1)[0] || 'nothing'}`;
}

function finished(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code === null ? signal : code));
  });
}

async function install(withDev) {
  const { file, first } = npmCommand();
  say('Installing the libraries (once; a minute or two)…');
  const began = Date.now();
  // Not `npm ci`: it refuses a lock that lacks the platform packages of other systems, which some registries do not have.
  // With a lock `install --no-save` takes the same versions with the same sums, and leaves the lock alone. No library
  // here needs its install script, and npm 11 would not run them anyway.
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const args = [...first, 'install', '--include=optional', ...quiet];
  if (withDev) args.push('--include=dev');
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: file.endsWith('.cmd') });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-20000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let status;
  try {
    status = await finished(child);
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Plain('Jamaa needs npm to install its libraries, and there is none here. Install npm and start again.');
    throw error;
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
  }
  if (typeof status === 'string')
    throw new Plain('Stopped before the libraries were installed; the next start begins again.');
  if (status !== 0) throw new Plain(`The libraries could not be installed: ${whyNpmFailed(output)}`);
  say(`The libraries are installed (${Math.round((Date.now() - began) / 1000)} s).`);
}

function isGoodNode(version, tz) {
  const [major, minor] = version.split('.').map(Number);
  const young = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return young && typeof tz === 'string' && tz >= OLDEST_TIME_ZONE_DATA;
}

/** Whether the Node that reads this can run Jamaa itself. */
function runsHere() {
  return isGoodNode(process.versions.node, process.versions.tz);
}

/** The path of a Node that can run Jamaa: this one, or the one that came with the libraries. */
function findNode() {
  if (runsHere()) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = path.join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin');
  const brought = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  const advice = 'Install Node 24.21 or newer (https://nodejs.org) and start again.';
  if (!fs.existsSync(brought)) {
    throw new Plain(
      `Jamaa runs on Node 24, this is ${process.version}, and none came for this machine (${process.platform} ${process.arch}). ${advice}`,
    );
  }
  const asked = spawnSync(brought, ['-p', 'process.versions.node + " " + process.versions.tz'], { encoding: 'utf8' });
  const [version = '', tz = ''] = (asked.stdout || '').trim().split(' ');
  if (asked.status !== 0 || !isGoodNode(version, tz)) {
    throw new Plain(`Jamaa runs on Node 24, and the one that came with it does not work on this machine. ${advice}`);
  }
  return brought;
}

/** Names, sizes and times of everything the build reads, in one short sum. */
function fingerprint() {
  const sum = createHash('sha256');
  const visit = (name) => {
    let stats;
    try {
      stats = fs.statSync(path.join(root, name));
    } catch {
      return;
    }
    if (stats.isDirectory()) {
      for (const inner of fs.readdirSync(path.join(root, name)).sort()) visit(`${name}/${inner}`);
    } else if (!/\.test\.tsx?$/.test(name)) {
      sum.update(`${name} ${stats.size} ${Math.floor(stats.mtimeMs)}\n`);
    }
  };
  for (const name of ['src', 'scripts/build.js', 'scripts/assets.js', 'package.json', 'package-lock.json']) visit(name);
  return sum.digest('hex').slice(0, 16);
}

function isBuilt() {
  return (
    fs.existsSync(path.join(root, 'dist', 'jamaa.js')) && readJson('dist/build.json')?.fingerprint === fingerprint()
  );
}

async function build(node) {
  const child = spawn(node, [path.join(root, 'scripts', 'build.js')], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const status = await finished(child);
  if (status === 0) return;
  if (/EROFS|EACCES/.test(output)) {
    if (fs.existsSync(path.join(root, 'dist', 'jamaa.js')))
      return say(`Jamaa was not built anew: ${path.join(root, 'dist')} cannot be written.`);
    throw new Plain(`Jamaa cannot be built: this user may not write in ${path.join(root, 'dist')}.`);
  }
  throw new Plain(`Jamaa could not be built:\n${output.trim()}`);
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One process prepares at a time: a second start waits for the first instead of installing into the same folder. */
async function alone(work) {
  const lock = path.join(root, 'dist', '.preparing');
  for (;;) {
    try {
      fs.mkdirSync(path.dirname(lock), { recursive: true });
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        // A read-only copy: nothing to guard, what is missing will be said by who needs it.
        return work();
      }
      let holder = 0;
      try {
        holder = Number(fs.readFileSync(lock, 'utf8'));
      } catch {
        continue;
      }
      // Empty for an instant while it is being written.
      const written = holder > 0 || Date.now() - fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 5000;
      if (written && !(holder > 0 && holder !== process.pid && alive(holder))) fs.rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const free = () => fs.rmSync(lock, { force: true });
  process.once('exit', free);
  try {
    return await work();
  } finally {
    free();
    process.removeListener('exit', free);
  }
}

/** Installs and builds what is missing or old. Returns the Node to run with. */
async function prepare({ withDev = false, withBuild = true } = {}) {
  if (isInstalled(withDev) && (!withBuild || isBuilt())) return findNode();
  return alone(async () => {
    if (!isInstalled(withDev)) await install(withDev);
    const node = findNode();
    if (withBuild && !isBuilt()) await build(node);
    return node;
  });
}

module.exports = { Plain, prepare, findNode, fingerprint, finished, runsHere, root, say };
