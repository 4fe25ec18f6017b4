import type { Lang } from '../../i18n/languages.ts';
import type { Tone } from '../tag.tsx';

/** Words for the component sheet, in the two directions. They are samples for people who build pages, not words of the platform. */
export type Samples = {
  title: string;
  lead: string;
  chapters: Record<
    | 'statuses'
    | 'buttons'
    | 'banners'
    | 'lists'
    | 'facts'
    | 'steps'
    | 'time'
    | 'figures'
    | 'stars'
    | 'map'
    | 'tables'
    | 'forms'
    | 'talk'
    | 'boxes'
    | 'receipt'
    | 'text',
    string
  >;
  tones: Record<Exclude<Tone, 'plain'>, string>;
  short: readonly [string, string, string, string];
  sentence: string;
  long: string;
  name: string;
  office: string;
  column: { thing: string; end: string; state: string; number: string };
  field: {
    name: string;
    hint: string;
    fault: string;
    date: string;
    choose: string;
    many: string;
    file: string;
    agree: string;
    text: string;
  };
  act: { send: string; draft: string; remove: string; edit: string; all: string };
  answer: string;
  law: string;
  until: string;
};

const ar: Samples = {
  title: 'ورقة المكونات',
  lead: 'كل القطع التي تبنى بها الصفحات، كما تظهر في هذا الاتجاه.',
  chapters: {
    statuses: 'الحالات',
    buttons: 'الأزرار',
    banners: 'الرسائل',
    lists: 'اللوائح والمرشحات',
    facts: 'راجع قبل الإرسال',
    steps: 'المراحل',
    time: 'الزمن',
    figures: 'أرقام وتقدم',
    stars: 'النجوم',
    map: 'الخريطة',
    tables: 'الجداول',
    forms: 'الاستمارات',
    talk: 'المساهمات والأجوبة',
    boxes: 'التفاصيل والحوار والقائمة الفارغة',
    receipt: 'الوصل',
    text: 'النصوص',
  },
  tones: {
    'not-reported': 'غير مبلغ عنه',
    'not-started': 'لم يبدأ',
    'in-progress': 'قيد الإنجاز',
    stuck: 'متعثر',
    finished: 'منجز',
    incomplete: 'غير مكتمل',
    late: 'متأخر',
  },
  short: [
    'ورشات تكوينية واجتماعات استشارية',
    'دراسة مرجعية ومشاورات محلية',
    'المنصة الرقمية ولوحة القيادة',
    'اجتماعات التقييم والتقارير السنوية',
  ],
  sentence: 'خمس مراحل من ست يفترض أنها انطلقت، ولم يبلغ عن تقدم أي منها.',
  long: 'تكوين المنتخبين والموظفين في مقاربة النوع والمقاربة الدامجة؛ إطلاق حملة لتحسيس العموم؛ تقوية قدرات المسؤولين',
  name: 'فاطمة الزهراء',
  office: 'مصلحة التعاون والشراكة',
  column: { thing: 'المرحلة', end: 'النهاية', state: 'الحالة', number: 'العدد' },
  field: {
    name: 'الاسم الكامل',
    hint: 'كما في بطاقتك الوطنية.',
    fault: 'اكتب اسمك الكامل',
    date: 'تاريخ الازدياد',
    choose: 'أين تسكن؟',
    many: 'المواضيع التي تهمك',
    file: 'نسخة من بطاقتك الوطنية',
    agree: 'أوافق على نشر اقتراحي',
    text: 'اقتراحك',
  },
  act: { send: 'أرسل', draft: 'احفظ المسودة', remove: 'اسحب التوقيع', edit: 'غير', all: 'كل العناصر' },
  answer: 'ستنشر المشاريع في المنصة ثلاثين يوما قبل عرضها على المجلس.',
  law: 'القانون 31-13، المادة 16',
  until: 'الجواب في أجل أقصاه',
};

const fr: Samples = {
  title: 'Planche des composants',
  lead: 'Toutes les pièces dont les pages sont faites, telles qu’elles se présentent dans ce sens d’écriture.',
  chapters: {
    statuses: 'Statuts',
    buttons: 'Boutons',
    banners: 'Bandeaux',
    lists: 'Listes et filtres',
    facts: 'Vérifier avant d’envoyer',
    steps: 'Étapes',
    time: 'Le temps',
    figures: 'Chiffres et avancement',
    stars: 'Étoiles',
    map: 'Carte',
    tables: 'Tableaux',
    forms: 'Formulaires',
    talk: 'Contributions et réponses',
    boxes: 'Détails, dialogue, liste vide',
    receipt: 'Récépissé',
    text: 'Textes',
  },
  tones: {
    'not-reported': 'Non renseigné',
    'not-started': 'Non commencé',
    'in-progress': 'En cours',
    stuck: 'Bloqué',
    finished: 'Achevé',
    incomplete: 'Incomplet',
    late: 'En retard',
  },
  short: [
    'Ateliers de formation et réunions',
    'Étude de référence et concertations',
    'Plateforme et tableau de bord',
    'Évaluation et rapports annuels',
  ],
  sentence: 'Cinq étapes sur six devraient avoir commencé ; aucune n’a encore de statut publié.',
  long: 'Formation des élus et des fonctionnaires à l’approche genre ; campagne de sensibilisation du public ; renforcement des capacités des responsables',
  name: 'Fatima Zahra',
  office: 'Service de la coopération et du partenariat',
  column: { thing: 'Étape', end: 'Fin', state: 'Statut', number: 'Nombre' },
  field: {
    name: 'Nom complet',
    hint: 'Comme sur votre carte nationale.',
    fault: 'Écrivez votre nom complet',
    date: 'Date de naissance',
    choose: 'Où habitez-vous ?',
    many: 'Les sujets qui vous intéressent',
    file: 'Copie de votre carte nationale',
    agree: 'J’accepte que ma proposition soit publiée',
    text: 'Votre proposition',
  },
  act: {
    send: 'Envoyer',
    draft: 'Garder le brouillon',
    remove: 'Retirer ma signature',
    edit: 'Modifier',
    all: 'Tous les éléments',
  },
  answer: 'Les projets seront publiés sur la plateforme trente jours avant leur examen par le conseil.',
  law: 'Loi 31-13, article 16',
  until: 'Réponse au plus tard le',
};

/** The samples of a language; Arabic for Amazigh, French for English. */
export function samplesOf(lang: Lang): Samples {
  return lang === 'ar' || lang === 'zgh' ? ar : fr;
}
