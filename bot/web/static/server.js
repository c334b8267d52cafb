// How the page talks to the bot, and small helpers that every part of the page uses.

export const $ = (id) => document.getElementById(id);

/** An element with text in it. Whatever people and the bot write is set as text, never as markup. */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export async function call(path, body) {
  const request = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  let response;
  let answer;
  try {
    response = await fetch(path, request);
    answer = await response.json();
  } catch {
    throw new Error("the bot is not responding");
  }
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

/** Runs `work` once at a time; calls made meanwhile cause one more run. */
export function coalesced(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else running = run().finally(() => { running = null; });
    return running;
  };
}
