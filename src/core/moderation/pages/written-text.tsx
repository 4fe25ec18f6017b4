/** What a person wrote, line by line, in its own language; the direction is that of its own first letters. */
export function WrittenText({ text, lang }: { text: string; lang: string }) {
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
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  );
}
