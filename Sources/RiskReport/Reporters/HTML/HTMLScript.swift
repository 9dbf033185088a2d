/// The page's script. It only adds: without it every fact is on the page.
enum HTMLScript {
  static let text = #"""
    "use strict";
    (() => {
      const all = (what, from = document) => [...from.querySelectorAll(what)];
      const make = (tag, text, parts = {}) => Object.assign(document.createElement(tag), { textContent: text }, parts);
      const graph = document.querySelector(".graph");
      const panel = document.getElementById("spread-panel");
      const numbers = (text) => (text || "").split(" ").filter(Boolean);

      // Spread: what fails with a node, by the paths that the page carries.
      const clear = () => {
        if (!graph) return;
        graph.classList.remove("chosen");
        all(".hit, .source", graph).forEach((part) => part.classList.remove("hit", "source"));
        panel.hidden = true;
        panel.replaceChildren();
      };
      const choose = (node) => {
        const again = node.classList.contains("source");
        clear();
        if (again) return;
        graph.classList.add("chosen");
        node.classList.add("hit", "source");
        const failing = numbers(node.dataset.fails).map((i) => document.getElementById("g-" + i)).filter(Boolean);
        failing.forEach((other) => other.classList.add("hit"));
        numbers(node.dataset.crosses).forEach((i) => document.getElementById("edge-" + i)?.classList.add("hit"));
        describe(node);
      };
      const describe = (node) => {
        const row = document.getElementById((node.getAttribute("href") || "").slice(1));
        const name = row ? row.querySelector("code").textContent : node.querySelector("text").textContent;
        panel.append(make("h3", "If " + name + " fails"));
        if (row) {
          const heads = all("thead th", row.closest("table")).map((head) => head.textContent);
          const list = make("p", "");
          [...row.cells].forEach((cell, i) => {
            if (i < 2 || i === 4 || i === 5 || !cell.textContent.trim()) return;
            const part = make("span", heads[i] + ": ");
            part.append(...cell.cloneNode(true).childNodes);
            list.append(part, make("br", ""));
          });
          panel.append(list);
        }
        const button = make("button", "Show all again", { type: "button" });
        button.addEventListener("click", () => { clear(); node.focus(); });
        panel.append(button);
        panel.hidden = false;
      };
      if (graph) {
        all("a.node", graph).forEach((node) => {
          node.setAttribute("role", "button");
          if (!node.hasAttribute("href")) node.setAttribute("tabindex", "0");
          node.addEventListener("click", (event) => { event.preventDefault(); choose(node); });
          node.addEventListener("keydown", (event) => {
            if (event.key === " " || event.key === "Enter") { event.preventDefault(); choose(node); }
          });
        });
        document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
        const box = document.querySelector(".picture");
        const wide = make("button", "Fit the picture", { type: "button" });
        const fits = () => graph.getBoundingClientRect().width < graph.viewBox.baseVal.width - 9;
        const name = () => {
          wide.hidden = graph.viewBox.baseVal.width - 9 <= box.clientWidth;
          wide.textContent = fits() ? "Show it in full size" : "Fit the picture";
        };
        wide.addEventListener("click", () => {
          const fit = !fits();
          box.classList.toggle("fit", fit);
          box.classList.toggle("full", !fit);
          name();
        });
        name();
        const tools = document.getElementById("picture-tools");
        tools.className = "tools";
        // Where the picture does not fit, it opens at the node that takes most others with it, its callers in sight.
        const widest = all("a.node", graph).reduce((best, node) =>
          numbers(node.dataset.fails).length > numbers(best?.dataset.fails).length ? node : best, null);
        if (widest && !fits()) {
          const [place, frame] = [widest.getBoundingClientRect(), box.getBoundingClientRect()];
          box.scrollLeft += place.right - frame.left - box.clientWidth + 20;
          box.scrollTop += place.top - frame.top - (box.clientHeight - place.height) / 2;
        }
        tools.append(wide, make("span", "Choose a node to see the failure spread from it.", { className: "dim" }));
      }

      // Find and filter.
      const main = document.getElementById("main");
      const rows = all(".row");
      const find = make("input", "", { type: "search", id: "find", placeholder: "Find (press /)" });
      find.setAttribute("aria-label", "Find in chains, findings, nodes and edges");
      const select = make("select", "", { id: "filter" });
      select.setAttribute("aria-label", "Show only what is about one node");
      select.append(make("option", "All nodes", { value: "" }));
      all("tr.row[id^=node-]").map((row) => make("option", row.querySelector("code").textContent, { value: row.id }))
        .sort((a, b) => (a.textContent < b.textContent ? -1 : 1)).forEach((option) => select.append(option));
      const count = make("span", "", { className: "dim" });
      count.setAttribute("role", "status");
      const apply = () => {
        const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        rows.forEach((row) => {
          const text = row.textContent.toLowerCase();
          const fits = words.every((word) => text.includes(word)) &&
            (!select.value || numbers(row.dataset.about).includes(select.value));
          row.hidden = !fits;
          const fold = row.closest("details");
          if (fold && fits && (words.length || select.value)) fold.open = true;
          shown += fits ? 1 : 0;
        });
        main.classList.toggle("narrowed", words.length > 0 || !!select.value);
        count.textContent = words.length || select.value ? shown + " of " + rows.length + " rows" : "";
      };
      find.addEventListener("input", apply);
      select.addEventListener("change", apply);
      document.addEventListener("keydown", (event) => {
        if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
          event.preventDefault();
          find.focus();
        }
      });
      if (rows.length > 1) {
        const tools = make("div", "", { className: "tools" });
        tools.append(find, select, count);
        main.prepend(tools);
      }

      // Sort.
      all("table.sortable").forEach((table) => {
        table.classList.add("can-sort");
        const heads = all("thead th", table);
        heads.forEach((head, column) => {
          const button = make("button", head.textContent, { type: "button" });
          head.replaceChildren(button);
          button.addEventListener("click", () => {
            const down = head.getAttribute("aria-sort") !== "descending";
            heads.forEach((other) => other.removeAttribute("aria-sort"));
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            const key = (row) => {
              const cell = row.cells[column];
              return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
            };
            const body = table.tBodies[0];
            const order = [...body.rows].sort((a, b) => {
              const [left, right] = [key(a), key(b)];
              const sign = typeof left === "number" ? left - right : left < right ? -1 : left > right ? 1 : 0;
              return down ? -sign : sign;
            });
            body.append(...order);
          });
        });
        // Of a long table the first rows, until one asks for all.
        if (table.tBodies[0].rows.length <= 40) return;
        table.classList.add("cut");
        const text = "Show all " + table.tBodies[0].rows.length + " rows";
        const more = make("button", text, { type: "button", className: "more" });
        more.addEventListener("click", () => { table.classList.remove("cut"); more.remove(); });
        table.parentElement.after(more);
      });

      // A link to something folded or filtered away shows it.
      const reveal = () => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (!target) return;
        target.closest(".cut")?.classList.remove("cut");
        if (target.hidden) { find.value = ""; select.value = ""; apply(); }
        for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
        target.scrollIntoView();
      };
      addEventListener("hashchange", reveal);
      if (location.hash) reveal();
      addEventListener("beforeprint", () => all("details.print").forEach((part) => { part.open = true; }));
    })();
    """#
}
