// Names while somebody types. Without script the form is simply sent.
const input = document.querySelector('input[name="q"]'), list = document.getElementById('people-found');
let asked = 0;
input?.addEventListener('input', async () => {
  const q = input.value.trim(), mine = ++asked;
  if (q.length < 2) return list.replaceChildren();
  const answer = await fetch('/api/people?q=' + encodeURIComponent(q), { headers: { accept: 'application/json' } });
  if (!answer.ok || mine !== asked) return;
  list.replaceChildren(...(await answer.json()).map(person => Object.assign(document.createElement('option'), { value: person.name, label: person.organisation })));
});
