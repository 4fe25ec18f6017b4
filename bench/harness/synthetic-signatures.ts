import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { sealSignatory } from '#modules/petitions/signing.ts';
import { newId } from '#platform/ids.ts';
import type { Keys } from '#platform/keys.ts';
import { newReference } from '#platform/reference.ts';
import type { Ask } from './traffic.ts';
import { connections, expectStatus, newVisitor } from './visitor.ts';

/** A petition of the council of Laâyoune-Sakia El Hamra that is open for signing. */
export type SyntheticPetition = { institution: string; id: string; reference: string };

export async function addPetition(client: pg.ClientBase): Promise<SyntheticPetition> {
  const { rows } = await client.query<{ id: string }>(
    `select id from institution where slug = 'laayoune-sakia-el-hamra'`,
  );
  const petition = {
    institution: rows[0]?.id ?? '',
    id: newId(),
    reference: newReference('PET', new Date().getUTCFullYear()),
  };
  await client.query(
    `insert into petition (institution_id, id, reference, level, state, lang, title, demand, reasons, representative_name,
       months, population_year, population, required, per_province_minimum, created_at, decided_at, opened_on, closes_on)
     values ($1, $2, $3, 'region', 'open', 'ar', 'عريضة من أجل ولوجيات في المرافق العمومية', 'نلتمس إدراج نقطة في جدول أعمال المجلس.',
       'الحق في الولوج إلى الخدمات يهم الجميع.', 'فاطمة الزهراء', 3, 2024, 451028, 300, 15, now(), now(), current_date, current_date + 90)`,
    [petition.institution, petition.id, petition.reference],
  );
  return petition;
}

/** Prefectures and provinces of the region, by code. */
const PROVINCES = ['11.321', '11.537', '11.221', '11.066'];

/** Signatures that were begun and wait for the button of their link; answers the tokens of the links. */
export async function beginSignatures(
  client: pg.ClientBase,
  keys: Keys,
  { institution, id: petition }: SyntheticPetition,
  count: number,
): Promise<string[]> {
  const each = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    token: randomBytes(32).toString('base64url'),
    territory: PROVINCES[index % PROVINCES.length] ?? '',
  }));
  const ids = each.map((one) => one.id);
  await client.query(
    `insert into challenge (id, purpose, kind, fingerprint, network, sealed, code_hash, token_hash, lang, lasting, attempts,
       created_at, expires_at)
     select id, 'contribution', 'email', sha256(id::text::bytea), 'bench', sealed, null, hash, 'ar', false, 0, now(),
       now() + interval '1 day'
     from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as fresh (id, sealed, hash)`,
    [
      ids,
      each.map((one) =>
        keys.seal(
          'accounts.challenge',
          JSON.stringify({ address: `${one.id}@example.ma`, subject: `petition:${petition}` }),
          one.id,
        ),
      ),
      each.map((one) => createHash('sha256').update(one.token).digest()),
    ],
  );
  await client.query(
    `insert into petition_signing (institution_id, petition_id, id, sealed, lang, begun_at, expires_at)
     select $3, $4, id, sealed, 'ar', now(), now() + interval '1 day'
     from unnest($1::uuid[], $2::bytea[]) as fresh (id, sealed)`,
    [
      ids,
      each.map(({ id, territory }) =>
        sealSignatory(keys, { name: 'موقعة على العريضة', tie: 'residence', territory, publish: false }, id),
      ),
      institution,
      petition,
    ],
  );
  return each.map((one) => one.token);
}

/** What a browser sends from the page of the link: its cookie and the token of its form, which one visitor lends to all. */
export async function formsOf(
  port: number,
  { reference }: SyntheticPetition,
  tokens: readonly string[],
): Promise<Ask[]> {
  const pathOf = (token: string) => `/ar/laayoune-sakia-el-hamra/petitions/${reference}/confirm?token=${token}`;
  const agent = connections();
  const visitor = newVisitor(port, agent);
  const page = expectStatus(await visitor.get(pathOf(tokens[0] ?? '')), 200, 'the page of the link');
  agent.destroy();
  const value =
    /name="form-token" value="([^"]*)"/.exec(page.text)?.[1] ??
    /value="([^"]*)" name="form-token"/.exec(page.text)?.[1];
  if (!value) throw new Error('the page of the link has no form');
  const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
  const body = new URLSearchParams({ 'form-token': value }).toString();
  return tokens.map((token, n) => ({
    path: pathOf(token),
    body,
    cookie,
    from: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
  }));
}

const PREFIX = '01990000-0000-7000-8006-';

/** The id of the synthetic signature with this number, from 1. */
export function signatureId(number: number): string {
  return `${PREFIX}${number.toString(16).padStart(12, '0')}`;
}

/** Fills a petition with so many signatures, and its counters. */
export async function fillPetition(
  client: pg.ClientBase,
  { institution, id }: SyntheticPetition,
  count: number,
): Promise<void> {
  await client.query(
    `insert into petition_signature (institution_id, petition_id, id, signer, tie, territory, channel, state, lang, signed_at)
     select $1, $2, ('${PREFIX}' || lpad(to_hex(n), 12, '0'))::uuid, sha256(n::text::bytea), 'residence',
       ($3::text[])[1 + n % 4], 'online', 'counted', 'ar', now()
     from generate_series(1, $4::int) n`,
    [institution, id, PROVINCES, count],
  );
  await client.query(
    `insert into petition_count select institution_id, petition_id, territory, channel, count(*) from petition_signature
     where institution_id = $1 and petition_id = $2 group by 1, 2, 3, 4`,
    [institution, id],
  );
  await client.query('vacuum (analyze) petition_signature, petition_count');
}
