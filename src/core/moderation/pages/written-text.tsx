import type { ComponentChildren } from 'preact';

type WrittenTextProps = {
  text: string;
  /** BCP 47; `und` where nobody knows. */
  lang: string;
  /** How a line is drawn, when it holds more than words. */
  draw?(line: string): ComponentChildren;
};

/** What a person wrote, line by line, in its own language; the direction is that of its own first letters. */
export function WrittenText({ text, lang, draw = (line) => line }: WrittenTextProps) {
  const blocks = text
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  return (
    <>
      {blocks.map((lines) => (
        <p lang={lang} dir="auto">
          {lines.map((line, index) => (
            <>
              {index > 0 && <br />}
              {draw(line)}
            </>
          ))}
        </p>
      ))}
    </>
  );
}
