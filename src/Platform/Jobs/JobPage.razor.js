// Renews the state of a job while it is open. Without this script the link "look again" does the same.
const look = async () => {
  const shown = document.querySelector("[data-job]");
  if (!shown || shown.dataset.job === "finished") return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-job]");
    if (fresh) {
      const done = fresh.dataset.job === "finished";
      if (fresh.innerHTML !== shown.innerHTML || done) shown.replaceWith(fresh);
      if (done) document.querySelectorAll("[data-while-open]").forEach(e => e.remove());
    } else if (answer.ok) location.reload(); // What the job was for is there.
  } catch { /* the line is down for a moment: the next look tells */ }
  setTimeout(look, 2000);
};
setTimeout(look, 2000);
