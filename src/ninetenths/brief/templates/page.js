"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const drawer = document.getElementById("drawer");
  const body = document.getElementById("drawer-body");
  const title = document.getElementById("drawer-title");

  // The drawer shows copies of the statements at the end of the page; its address can be shared.
  function isStatement(id) {
    const found = document.getElementById(id);
    return found !== null && found.classList.contains("card");
  }

  function open(ids) {
    const known = ids.filter(isStatement);
    if (known.length === 0) return false;
    body.replaceChildren(...known.map((id) => {
      const copy = document.getElementById(id).cloneNode(true);
      copy.removeAttribute("id");
      copy.removeAttribute("hidden");
      copy.removeAttribute("aria-labelledby");
      for (const inner of copy.querySelectorAll("[id]")) inner.removeAttribute("id");
      return copy;
    }));
    title.textContent = known.length === 1 ? "Statement" : `${known.length} statements`;
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    if (known.length === 1) history.replaceState(null, "", `#${known[0]}`);
    return true;
  }

  function close() {
    if (drawer.open) drawer.close();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const ids = (link.dataset.ids ?? "").split(" ").filter(Boolean);
    if (ids.length > 0) {
      if (open(ids)) event.preventDefault();
    } else if (drawer.contains(link)) {
      const id = link.getAttribute("href").slice(1);
      if (isStatement(id)) { event.preventDefault(); open([id]); } else { close(); }
    }
  });
  document.getElementById("drawer-close").addEventListener("click", close);
  drawer.addEventListener("click", (event) => { if (event.target === drawer) close(); });
  drawer.addEventListener("close", () => {
    if (isStatement(location.hash.slice(1))) history.replaceState(null, "", location.pathname + location.search);
  });
  const unfold = (id) => {
    for (let at = document.getElementById(id)?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    document.getElementById(id)?.scrollIntoView();
  };
  const follow = () => { const id = location.hash.slice(1); if (id && !open([id])) unfold(id); };
  addEventListener("hashchange", follow);

  // Light or dark: the system decides until the button is used.
  const theme = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`); };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
  system.addEventListener("change", name);
  name();

  // Layer filters of the map and the timeline.
  for (const group of document.querySelectorAll("[data-filters]")) {
    const section = group.closest("section");
    const apply = () => {
      const shown = new Set([...group.querySelectorAll("input[value]:checked")].map((box) => box.value));
      const near = group.querySelector("[data-near]")?.checked ?? false;
      for (const one of section.querySelectorAll("[data-layer]")) {
        one.toggleAttribute("data-off", !shown.has(one.dataset.layer) || (near && !("between" in one.dataset)));
      }
      for (const year of section.querySelectorAll(".year")) year.toggleAttribute("data-off", year.querySelector("li:not([data-off])") === null);
    };
    group.addEventListener("change", apply);
    const all = document.createElement("button");
    all.type = "button";
    all.className = "quiet";
    all.textContent = "All or none";
    all.addEventListener("click", () => {
      const boxes = [...group.querySelectorAll("input[value]")];
      const on = boxes.some((box) => !box.checked);
      for (const box of boxes) box.checked = on;
      apply();
    });
    group.append(all);
  }

  // The tie map: pan and zoom by the view box; names and lines keep their size on the screen.
  const map = document.getElementById("map");
  if (map !== null) {
    const whole = map.viewBox.baseVal;
    const start = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
    let view = { ...start };
    const labels = [...map.querySelectorAll(".node text")];
    const arrange = () => {
      const width = map.clientWidth;
      if (width === 0) return;
      const unit = Math.max(view.width / width, view.height / map.clientHeight);
      map.style.setProperty("--unit", unit.toFixed(4));
      const taken = [];
      for (const label of labels) {
        const radius = Number(label.dataset.r);
        label.setAttribute("dy", (-radius - 5 * unit).toFixed(1));
        const half = label.textContent.length * 3.6 * unit;
        const x = Number(label.getAttribute("x"));
        const y = Number(label.getAttribute("y")) - radius - 5 * unit;
        const box = [x - half, y - 12 * unit, x + half, y + 2 * unit];
        const clash = taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
        label.toggleAttribute("data-off", clash);
        if (!clash) taken.push(box);
      }
    };
    const show = () => {
      view.width = Math.min(start.width, Math.max(start.width / 8, view.width));
      view.height = view.width * start.height / start.width;
      view.x = Math.min(start.x + start.width - view.width, Math.max(start.x, view.x));
      view.y = Math.min(start.y + start.height - view.height, Math.max(start.y, view.y));
      map.setAttribute("viewBox", `${view.x.toFixed(1)} ${view.y.toFixed(1)} ${view.width.toFixed(1)} ${view.height.toFixed(1)}`);
      arrange();
    };
    const zoom = (factor, atX = 0.5, atY = 0.5) => {
      const width = Math.min(start.width, Math.max(start.width / 8, view.width * factor));
      view.x += (view.width - width) * atX;
      view.y += (view.height - width * start.height / start.width) * atY;
      view.width = width;
      show();
    };
    const pan = (x, y) => { view.x += x * view.width; view.y += y * view.height; show(); };
    const steps = {
      in: () => zoom(0.7), out: () => zoom(1 / 0.7), reset: () => { view = { ...start }; show(); },
      "+": () => zoom(0.7), "=": () => zoom(0.7), "-": () => zoom(1 / 0.7), 0: () => { view = { ...start }; show(); },
      ArrowLeft: () => pan(-0.1, 0), ArrowRight: () => pan(0.1, 0), ArrowUp: () => pan(0, -0.1), ArrowDown: () => pan(0, 0.1),
    };
    for (const button of document.querySelectorAll("[data-map]")) button.addEventListener("click", steps[button.dataset.map]);
    map.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      step();
    });
    map.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== map) return;
      event.preventDefault();
      const box = map.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    }, { passive: false });
    let held = null;
    map.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, moved: false, id: event.pointerId }; });
    map.addEventListener("pointermove", (event) => {
      if (held === null || event.pointerId !== held.id || event.buttons === 0) return;
      const x = event.clientX - held.x;
      const y = event.clientY - held.y;
      if (!held.moved && Math.hypot(x, y) < 5) return;
      if (!held.moved) map.setPointerCapture(held.id);
      held = { x: event.clientX, y: event.clientY, moved: true, id: held.id };
      pan(-x / map.clientWidth, -y / map.clientHeight);
    });
    map.addEventListener("click", (event) => { if (held?.moved) { event.preventDefault(); event.stopPropagation(); } held = null; }, true);
    map.addEventListener("dragstart", (event) => event.preventDefault());
    // A disc under the pointer shows its own ties alone.
    for (const disc of map.querySelectorAll(".node")) {
      const mine = (edge) => edge.dataset.ends.split(" ").includes(disc.dataset.node);
      disc.addEventListener("pointerenter", () => { for (const edge of map.querySelectorAll(".edge")) edge.classList.toggle("dim", !mine(edge)); });
      disc.addEventListener("pointerleave", () => { for (const edge of map.querySelectorAll(".dim")) edge.classList.remove("dim"); });
    }
    new ResizeObserver(arrange).observe(map);
  }

  // On paper what matters is open; on a phone the contents are folded away.
  const folded = [...document.querySelectorAll("details.paper")];
  let before = [];
  addEventListener("beforeprint", () => { close(); before = folded.map((one) => one.open); for (const one of folded) one.open = true; });
  addEventListener("afterprint", () => folded.forEach((one, place) => { one.open = before[place]; }));
  if (matchMedia("(max-width: 70rem)").matches) document.querySelector(".contents details").open = false;
  follow();
  root.dataset.ready = "yes";
})();
