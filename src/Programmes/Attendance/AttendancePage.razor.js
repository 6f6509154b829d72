// Makes the attendance line fast: names are proposed while typing, Enter writes the person down and comes back to the
// empty field. Without this file the same form works in one round trip more.
const form = document.getElementById("attendance-add");
if (form) start(form);

function start(form) {
  const field = (name) => form.elements[`Form.${name}`];
  const name = field("Name");
  const said = form.querySelector(".attendance-said");
  const token = form.elements.__RequestVerificationToken.value;
  const waiting = [];
  let options = [], active = -1, asked = 0, timer = 0, sending = false;

  const list = document.createElement("ul");
  list.id = "attendance-options";
  list.className = "attendance-options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", name.labels[0].textContent);
  list.hidden = true;
  name.after(list);
  name.setAttribute("role", "combobox");
  name.setAttribute("aria-autocomplete", "list");
  name.setAttribute("aria-expanded", "false");
  name.setAttribute("aria-controls", list.id);
  form.querySelector(".attendance-matches")?.remove();
  name.focus();

  const say = (text, wrong = false) => {
    said.textContent = text;
    said.classList.toggle("problem", wrong);
  };
  // crypto.randomUUID needs a secure context, which a laptop on a meeting's own network is not.
  const newId = () => {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + x.toString(16).padStart(2, "0")).join("");
  };
  const close = () => {
    options = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    name.setAttribute("aria-expanded", "false");
    name.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index >= 0) {
      name.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    } else name.removeAttribute("aria-activedescendant");
  };
  const show = (found, typed) => {
    options = [...found, { name: typed, isNew: true }];
    list.replaceChildren(...options.map((option, i) => {
      const item = document.createElement("li");
      item.id = `attendance-option-${i}`;
      item.setAttribute("role", "option");
      item.textContent = option.isNew ? form.dataset.new.replace("{0}", option.name) : option.name;
      if (option.about) {
        const about = document.createElement("small");
        about.textContent = ` ${option.about}`;
        item.append(about);
      }
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(option);
      });
      return item;
    }));
    list.hidden = false;
    name.setAttribute("aria-expanded", "true");
    mark(0);
  };

  async function propose() {
    clearTimeout(timer);
    const typed = name.value.trim();
    const turn = ++asked;
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
      if (turn !== asked || !answer.ok) return;
      show(await answer.json(), typed);
      say(form.dataset.found.replace("{0}", options.length - 1));
    } catch {
      if (turn === asked) show([], typed);
    }
  }

  name.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(propose, 60);
  });
  name.addEventListener("blur", () => setTimeout(close, 150));
  name.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length === 0) return propose();
      mark((active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (name.value.trim().length === 0) return;
      // Who types faster than the answer comes still gets the proposals for what they typed.
      if (options.at(-1)?.name !== name.value.trim()) await propose();
      if (options.length > 0 && active >= 0) choose(options[active]);
    }
  });

  function choose(option) {
    if (!option.isNew) return add({ personId: option.id });
    close();
    // Somebody new: the rest of the line is asked, and Enter in any of its fields writes it down.
    name.dataset.isNew = "true";
    field("Organisation").focus();
  }

  // Enter in a list of choices writes the line down too, in every browser.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = name.value.trim();
    if (typed.length === 0) return name.focus();
    if (name.dataset.isNew !== "true") return propose().then(() => name.focus());
    add({ name: typed });
  });

  function add(who) {
    const act = {
      session: field("Session")?.value || null,
      id: newId(), ...who, day: field("Day")?.value || null, organisation: field("Organisation").value || null,
      municipality: field("Municipality").value || null, gender: field("Gender").value || null, age: field("Age").value || null, channel: field("Channel").value || null,
    };
    close();
    asked++;
    waiting.push({ act, typed: name.value });
    for (const cleared of ["Name", "Organisation", "Municipality", "Gender", "Age"]) field(cleared).value = "";
    delete name.dataset.isNew;
    name.focus();
    send();
  }

  // In the order in which they were typed; what a lost line swallowed is sent again under the same id and counts once.
  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length > 0) {
      const { act, typed } = waiting[0];
      let answer;
      try {
        answer = await fetch(form.dataset.api, { method: "POST", headers: { "Content-Type": "application/json", RequestVerificationToken: token }, body: JSON.stringify(act) });
        if (answer.status >= 500) throw new Error(String(answer.status));
      } catch {
        say(form.dataset.waiting.replace("{0}", waiting.length), true);
        await new Promise((again) => setTimeout(again, 2000));
        continue;
      }
      waiting.shift();
      if (answer.ok) {
        const done = await answer.json();
        say((done.already ? form.dataset.already : form.dataset.added).replace("{0}", done.name));
        form.dispatchEvent(new CustomEvent("recorded", { detail: done }));
      } else {
        const refused = answer.status === 422 ? await answer.json() : { message: form.dataset.failed };
        say(`${typed}: ${refused.message}`, true);
        // What was typed comes back, unless the next person is being typed already.
        if (name.value === "") {
          name.value = typed;
          for (const [to, from] of [["Organisation", "organisation"], ["Municipality", "municipality"], ["Gender", "gender"], ["Age", "age"]]) field(to).value = act[from] ?? "";
          if (!act.personId) name.dataset.isNew = "true";
          (refused.field === "municipality" ? field("Municipality") : name).focus();
        }
      }
    }
    sending = false;
    refresh();
  }

  // The list and the totals are the page's own: they are read again, unless somebody is ticking boxes in the list.
  let dirty = false, refreshing = 0;
  document.addEventListener("change", (event) => { dirty ||= event.target.closest("#attendance-list") !== null; });
  function refresh() {
    clearTimeout(refreshing);
    refreshing = setTimeout(async () => {
      if (dirty || waiting.length > 0) return;
      const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
      for (const id of ["attendance-totals", "attendance-list"]) {
        const next = page.getElementById(id), now = document.getElementById(id);
        if (next && now) now.replaceWith(next);
        else if (next) document.getElementById("attendance-totals").after(next);
      }
    }, 400);
  }
  window.addEventListener("beforeunload", (event) => { if (waiting.length > 0) event.preventDefault(); });
}
