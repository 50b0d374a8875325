/* Before anything is painted: the reader's own choice of light or dark, if one was made; a text beside another has no frame of its own. */
document.documentElement.dataset.scripts = "";
/* Where the notes stand is known before they do: nothing leaps. */
if (matchMedia("(min-width: 72rem)").matches) document.documentElement.classList.add("margin-notes");
if (parent !== window && /^kw-(left|right)$/.test(name)) document.documentElement.dataset.framed = "";
try {
  var kwTheme = localStorage.getItem("kwedition-theme");
  if (kwTheme === "light" || kwTheme === "dark") document.documentElement.dataset.theme = kwTheme;
} catch (none) { /* A browser that keeps nothing shows what its system says. */ }
