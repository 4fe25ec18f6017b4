/** The regional council that consults in tests. */
export const REGION = 'laayoune-sakia-el-hamra';

/** A co-creation of an action plan, as an official prepares it. */
export function aConsultation(given: object = {}) {
  return {
    model: 'co-creation',
    startsOn: '2026-12-01',
    title: { ar: 'الإعداد المشترك لخطة العمل 2027-2029', fr: 'Co-création du plan d’action 2027-2029' },
    summary: {
      ar: 'تعد الجهة خطة عملها المقبلة للحكومة المنفتحة مع المواطنين والجمعيات.',
      fr: 'La région prépare son prochain plan d’action avec les citoyens et les associations.',
    },
    aboutKind: 'commitment',
    aboutReference: 'MALAA0004',
    decides: { ar: 'يصوت مجلس الجهة على الخطة في دورة يوليوز 2027.', fr: 'Le conseil vote le plan en juillet 2027.' },
    openTo: { ar: 'الالتزامات وآجالها والمستفيدون منها.', fr: 'Les engagements, leurs délais, leurs bénéficiaires.' },
    notOpen: { ar: 'الاعتمادات المصادق عليها.', fr: 'Les crédits déjà votés.' },
    level: 1,
    languages: ['ar', 'fr'],
    themes: [
      { key: 't1', name: { ar: 'الماء والمناخ', fr: 'Eau et climat' } },
      { key: 't2', name: { ar: 'المشاركة والشفافية', fr: 'Participation et transparence' } },
    ],
    ...given,
  };
}
