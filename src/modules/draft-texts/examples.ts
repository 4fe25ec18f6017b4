/** A small regulation in two languages, as a council's office would send it: for tests and trials. */
export const REGULATION = {
  title: {
    ar: 'مشروع قرار تنظيمي يتعلق بنشر معطيات الجماعة',
    fr: 'Projet d’arrêté relatif à la publication des données de la commune',
  },
  presentation: {
    ar: 'يحدد المشروع ما تنشره الجماعة ومتى. يقرر المجلس. كل المواد قابلة للتعديل.',
    fr: 'Le projet fixe ce que la commune publie et quand. Le conseil décide. Tous les articles peuvent changer.',
  },
  officialLang: 'ar',
  level: 1,
} as const;

/** Its articles, in each language as one text. */
export const REGULATION_WORDS = {
  ar: `الباب الأول: أحكام عامة
المادة 1
تنشر الجماعة ميزانيتها كل سنة على موقعها.
المادة 2
تعقد الجلسات علنا، ويعلن عن تاريخها قبل أسبوع.
المادة 3
تجيب الجماعة عن طلبات المعطيات داخل ثلاثين يوما.`,
  fr: `CHAPITRE PREMIER : Dispositions générales
Article 1
La commune publie son budget chaque année sur son site.
Article 2
Les séances sont publiques et leur date est annoncée une semaine avant.
Article 3
La commune répond aux demandes de données dans un délai de trente jours.`,
} as const;
