/** A chart as markup for a page of the site: its colours are the roles of the style sheet. */
export type DrawnChart = {
  svg: string;
  /** What each kind of bar stands for, in order; empty where the drawing says it itself. */
  key: readonly { name: string; svg: string }[];
};
