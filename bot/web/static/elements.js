// Building blocks of the API page.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Paragraphs; text between backquotes becomes code. */
export function prose(text) {
  return text.trim().split(/\n\s*\n/).map((paragraph) =>
    make("p", {}, ...paragraph.split(/`([^`]*)`/).map((part, place) => (place % 2 ? make("code", {}, part) : part))));
}

export function inline(text = "") {
  return prose(text).flatMap((paragraph) => [...paragraph.childNodes]);
}

export function nameOf(schema) {
  return schema.$ref?.split("/").at(-1);
}

/** What a value may be, in a few words, with links to the models. */
export function kindOf(schema) {
  const name = nameOf(schema);
  if (name) return [make("a", { href: `#${name}` }, name)];
  if (schema.const !== undefined) return [make("code", {}, JSON.stringify(schema.const))];
  if (schema.enum) return schema.enum.flatMap((one, place) => [place ? ", " : "", make("code", {}, one)]);
  if (schema.anyOf) return schema.anyOf.flatMap((one, place) => (place ? [" or ", ...kindOf(one)] : kindOf(one)));
  if (schema.type === "array") return ["list of ", ...kindOf(schema.items ?? {})];
  const bounds = [
    schema.format,
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.maximum !== undefined && `at most ${schema.maximum}`,
    schema.maxLength !== undefined && `up to ${schema.maxLength} characters`,
  ].filter(Boolean);
  const type = [schema.type ?? "anything"].flat().join(" or ");
  return [bounds.length ? `${type} (${bounds.join(", ")})` : type];
}

/** The heading of each cell is repeated on it, for screens where the rows become blocks. */
export function table(head, rows) {
  const cells = (row) => row.map((cell, place) => make("td", { "data-label": head[place] }, ...[cell].flat()));
  return make("table", {},
    make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...cells(row)))));
}
