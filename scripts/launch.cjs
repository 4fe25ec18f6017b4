// Runs Jamaa under Node 24, whatever Node read this: here when that is one, otherwise as a child that ends with its parent.
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { constants } = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { Plain, finished, prepare, root, runsHere, say } = require('./prepare.cjs');

const PASSED_ON = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** The parent of a process, or nothing where that cannot be known. */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function isShellOfNpm(pid) {
  try {
    const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return /(^|\/)\w*sh$/.test(words[0]) && words[1] === '-c';
  } catch {
    return false;
  }
}

/**
 * Under `npm start` a shell stands between npm and this process: npm passes SIGTERM to the shell only, which dies and
 * leaves this process behind, and a killed npm tells nobody. Jamaa stops when npm or the shell is gone.
 */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const npm = isShellOfNpm(parent) ? parentOf(parent) : undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 100);
  watch.unref();
}

async function runAsChild(node, file, args) {
  const child = spawn(node, ['--enable-source-maps', file, ...args], {
    // The fourth is a channel: when this process is killed the child sees it close, and stops cleanly.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // In a terminal Ctrl-C reaches the child by itself as well; Jamaa takes signals that come together for one.
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  let status;
  try {
    status = await finished(child);
  } catch (error) {
    throw new Plain(
      `Node 24 cannot run on this machine (${error.code || error.message}). Install it from https://nodejs.org and start again.`,
    );
  }
  process.exit(typeof status === 'number' ? status : 128 + (constants.signals[status] || 1));
}

async function launch(args) {
  stopWithNpm();
  try {
    const development = args[0] === 'dev';
    const node = await prepare({ withDev: development, withBuild: !development });
    const file = development ? path.join(root, 'scripts', 'dev.js') : path.join(root, 'dist', 'jamaa.js');
    if (!runsHere()) return await runAsChild(node, file, args);
    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(file).href);
  } catch (error) {
    say(error instanceof Plain ? error.message : error.stack);
    process.exit(1);
  }
}

module.exports = { launch };
