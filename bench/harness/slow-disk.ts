// A disk whose writes take longer: a few lines of C before the functions with which PostgreSQL waits for the disk.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHIM = (microseconds: number) => `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
typedef int (*sync_call)(int);
static int late(const char *name, int fd) {
  sync_call real = (sync_call)dlsym(RTLD_NEXT, name);
  int result = real(fd);
  usleep(${microseconds});
  return result;
}
int fsync(int fd) { return late("fsync", fd); }
int fdatasync(int fd) { return late("fdatasync", fd); }
`;

/** A library that adds so much to each fsync and fdatasync; undefined where it cannot be compiled. */
export async function compileSlowSync(milliseconds: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'jamaa-slow-'));
  await chmod(folder, 0o755);
  const [source, library] = [join(folder, 'slow.c'), join(folder, 'slow.so')];
  writeFileSync(source, SHIM(milliseconds * 1000));
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], { stdio: 'pipe' });
  } catch {
    return undefined;
  }
  await chmod(library, 0o755);
  return library;
}

/** Remembers how a PostgreSQL server was started; answers what starts it again, once it has ended, with a library before its own. */
export async function startedAgain(postmaster: number): Promise<(library: string) => Promise<void>> {
  const read = (name: string) => readFileSync(`/proc/${postmaster}/${name}`, 'utf8').split('\0').filter(Boolean);
  const [program = '', ...args] = read('cmdline');
  const environment = Object.fromEntries(read('environ').map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const { uid, gid } = await stat(`/proc/${postmaster}`);
  return async (library) => {
    const env = { ...environment, LD_PRELOAD: library };
    const child = spawn(program, args, { cwd: '/', env, uid, gid, detached: true, stdio: 'ignore' });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
  };
}
