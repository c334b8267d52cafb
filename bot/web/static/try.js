// The "Try it" form of an operation: fill it in, see the request as curl, send it, see the response.

import { make, nameOf } from "./elements.js";

const SHOWN_HEADERS = ["Location", "Idempotent-Replayed", "Retry-After", "Allow", "WWW-Authenticate"];

/** The token is only ever read from its field: it is not stored, not part of an address, not shown in the curl command. */
const token = () => document.getElementById("token").value.trim();
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const pretty = (value) => JSON.stringify(value, null, 2);

function parameterField(parameter, prefix, schemas) {
  const id = `${prefix}-${parameter.name}`;
  const choices = parameter.schema.enum ?? schemas[nameOf(parameter.schema)]?.enum;
  const field = choices
    ? make("select", { id }, make("option", { value: "" }, "any"), ...choices.map((one) => make("option", {}, one)))
    : make("input", { id, type: "text", autocomplete: "off", spellcheck: "false" });
  field.dataset.name = parameter.name;
  field.dataset.in = parameter.in;
  if (parameter.required) field.required = true;
  field.placeholder = parameter.example ?? parameter.schema.default ?? (parameter.required ? "" : "optional");
  return make("p", { class: "field" }, make("label", { for: id }, parameter.name), field);
}

function bodyFields(content, prefix) {
  const id = `${prefix}-body`;
  const examples = Object.values(content.examples ?? {});
  const body = make("textarea", { id, rows: 6, spellcheck: "false" });
  body.value = pretty(examples[0]?.value ?? {});
  const fields = [make("p", { class: "field" }, make("label", { for: id }, "Body (JSON)"), body)];
  if (examples.length > 1) {
    const choice = make("select", { id: `${id}-example` },
      ...examples.map((one, place) => make("option", { value: place }, one.summary)));
    choice.addEventListener("change", () => {
      body.value = pretty(examples[choice.value].value);
      body.dispatchEvent(new Event("input", { bubbles: true }));
    });
    fields.unshift(make("p", { class: "field" }, make("label", { for: choice.id }, "Example"), choice));
  }
  return { body, fields };
}

/** The request as the form describes it. */
function requestOf(form, path, method, body) {
  const query = new URLSearchParams();
  const headers = {};
  let target = path;
  for (const field of form.querySelectorAll("[data-in]")) {
    const { name, in: place } = field.dataset;
    const value = field.value.trim();
    if (place === "path") target = target.replace(`{${name}}`, value ? encodeURIComponent(value) : `{${name}}`);
    else if (value && place === "query") query.set(name, value);
    else if (value) headers[name] = value;
  }
  if (body) headers["Content-Type"] = "application/json";
  const url = `${location.origin}${target}${query.size ? `?${query}` : ""}`;
  return { url, method: method.toUpperCase(), headers, body: body?.value };
}

function curlOf({ url, method, headers, body }) {
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${quoted(url)}`, '-H "Authorization: Bearer $BOT_API_TOKEN"'];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push(`-d ${quoted(body)}`);
  return lines.join(" \\\n  ");
}

async function send({ url, method, headers, body }) {
  const started = performance.now();
  const authorization = token() ? { Authorization: `Bearer ${token()}` } : {};
  const response = await fetch(url, { method, headers: { ...headers, ...authorization }, body });
  const text = await response.text();
  let shown = text;
  let found = null;
  try {
    found = JSON.parse(text);
    shown = pretty(found);
  } catch {
    // Not JSON: shown as it came.
  }
  const milliseconds = Math.round(performance.now() - started);
  return { response, shown, found, milliseconds };
}

function showResponse(output, { response, shown, milliseconds }) {
  const headers = SHOWN_HEADERS.filter((name) => response.headers.has(name)).map((name) => `${name}: ${response.headers.get(name)}`);
  output.replaceChildren(
    make("p", {}, make("span", { class: `status ${response.ok ? "good" : "bad"}` }, String(response.status)),
      ` ${response.statusText} in ${milliseconds} ms`),
    make("pre", {}, make("code", {}, [...headers, headers.length ? "" : null, shown].filter((line) => line !== null).join("\n"))));
}

/** Offer the id of a message just created wherever an id is asked for. */
function offerId(id) {
  for (const field of document.querySelectorAll('[data-in="path"][data-name="id"]')) {
    if (field.value) continue;
    field.value = id;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function copyButton(textOf) {
  const button = make("button", { type: "button", class: "button" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select and copy it"; // without https a browser gives no access to the clipboard
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  return button;
}

export function tryForm(path, method, operation, schemas) {
  const prefix = `try-${operation.operationId}`;
  const content = operation.requestBody?.content["application/json"];
  const form = make("form", { class: "try", autocomplete: "off" });
  form.append(...(operation.parameters ?? []).map((one) => parameterField(one, prefix, schemas)));
  const { body, fields } = content ? bodyFields(content, prefix) : { fields: [] };
  const curl = make("code");
  const output = make("div", { class: "output", role: "status" });
  const button = make("button", { type: "submit", class: "button primary" }, "Send");
  form.append(...fields,
    make("div", { class: "bar" }, make("h5", {}, "As curl"), copyButton(() => curl.textContent)),
    make("pre", { class: "curl" }, curl), button, output);
  const describe = () => { curl.textContent = curlOf(requestOf(form, path, method, body)); };
  form.addEventListener("input", describe);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    output.replaceChildren(make("p", { class: "quiet" }, "Waiting for the response…"));
    try {
      const answered = await send(requestOf(form, path, method, body));
      showResponse(output, answered);
      if (answered.response.status === 201 && answered.found?.id) offerId(answered.found.id);
    } catch {
      output.replaceChildren(make("p", { class: "alert" }, "The request could not be sent, or the bot is not responding."));
    } finally {
      button.disabled = false;
    }
  });
  describe();
  return make("details", { class: "try-box" }, make("summary", {}, "Try it"), form);
}
