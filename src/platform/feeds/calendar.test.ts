import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, calendar } from './calendar.ts';

function unfolded(file: string): string[] {
  return file.replace(/\r\n[ \t]/g, '').split('\r\n');
}

function written(file: string, property: string): string[] {
  return unfolded(file)
    .filter((line) => line.startsWith(`${property}:`) || line.startsWith(`${property};`))
    .map((line) => line.slice(line.indexOf(':') + 1));
}

const plan: Calendar = {
  name: 'مواعيد التزامات جهة العيون الساقية الحمراء',
  lang: 'ar',
  url: 'https://jamaa.example/ar/laayoune/commitments/calendar.ics',
  events: [
    {
      uid: '0193a1c0-0000-7000-8000-000000000002@jamaa.example',
      title: 'إنجاز المنصة الرقمية للمشاركة المواطنة على مستوى جهة العيون الساقية الحمراء، ونشرها',
      description: 'الالتزام MALAA0003; المرحلة 2, بداية\nونهاية',
      start: '2026-11-30',
      end: '2026-12-31',
      url: 'https://jamaa.example/ar/laayoune/commitments/MALAA0003?a=1&b=2',
      updated: new Date('2026-11-20T08:00:00Z'),
      revision: 2,
    },
    {
      uid: '0193a1c0-0000-7000-8000-000000000003@jamaa.example',
      title: 'Clôture',
      start: '2028-02-29',
      updated: new Date('2026-11-20T08:00:00Z'),
      cancelled: true,
    },
  ],
};

describe('a calendar', () => {
  const file = calendar(plan);

  it('has its name, ends lines with CRLF and no line over 75 octets', () => {
    expect(written(file, 'X-WR-CALNAME')).toEqual([plan.name]);
    expect(written(file, 'NAME')).toEqual([plan.name]);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('gives whole days, the end being the day after the last', () => {
    expect(unfolded(file).filter((line) => line.startsWith('DT'))).toEqual([
      'DTSTAMP:20261120T080000Z',
      'DTSTART;VALUE=DATE:20261130',
      'DTEND;VALUE=DATE:20270101',
      'DTSTAMP:20261120T080000Z',
      'DTSTART;VALUE=DATE:20280229',
      'DTEND;VALUE=DATE:20280301',
    ]);
  });

  it('keeps uids, escapes texts, marks nobody as busy', () => {
    expect(written(file, 'UID')).toEqual(plan.events.map((event) => event.uid));
    expect(written(file, 'DESCRIPTION')).toEqual(['الالتزام MALAA0003\\; المرحلة 2\\, بداية\\nونهاية']);
    expect(written(file, 'SEQUENCE')).toEqual(['2', '0']);
    expect(written(file, 'TRANSP')).toEqual(['TRANSPARENT', 'TRANSPARENT']);
    expect(written(file, 'STATUS')).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(written(file, 'URL')).toContain('https://jamaa.example/ar/laayoune/commitments/MALAA0003?a=1&b=2');
  });

  it('is the same bytes in every time zone and at every moment', () => {
    const zone = process.env.TZ;
    try {
      for (const tz of ['Pacific/Auckland', 'America/Los_Angeles', 'Africa/Casablanca']) {
        process.env.TZ = tz;
        expect(calendar(plan)).toBe(file);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('holds whatever people write without letting it begin a line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const one = calendar({
          ...plan,
          events: [{ uid: 'a@b', title: `x${typed}`, start: '2026-01-01', updated: new Date(0) }],
        });
        for (const line of one.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(unfolded(one).filter((line) => /^(BEGIN|END|UID)/.test(line))).toHaveLength(5);
        expect(unfolded(one).some((line) => /[\r\n]/.test(line))).toBe(false);
      }),
    );
  });

  it('refuses days that do not exist, ends before starts, and a uid twice', () => {
    const [event] = plan.events;
    if (!event) throw new Error('the example has an event');
    expect(() => calendar({ ...plan, events: [{ ...event, start: '2026-02-30' }] })).toThrow('2026-02-30');
    expect(() => calendar({ ...plan, events: [{ ...event, end: '2026-11-29' }] })).toThrow('before');
    expect(() => calendar({ ...plan, events: [event, event] })).toThrow('uid');
  });
});
