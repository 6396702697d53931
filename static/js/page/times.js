/** Times are shown in the reader's zone. The server's words stay where the reader's day is the same. */

const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang || undefined;
let formats = null;

export function showTimes() {
  for (const time of document.querySelectorAll("time[datetime*='T']:not([title])")) show(time);
}

function show(time) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  formats ??= {
    full: new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" }),
    day: new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }),
    year: new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" }),
    hour: new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }),
  };
  const thisYear = moment.getFullYear() === new Date().getFullYear();
  const day = (thisYear ? formats.day : formats.year).format(moment);
  const words = /\d:\d\d/.test(time.textContent) ? `${day}, ${formats.hour.format(moment)}` : day;
  if (time.textContent.trim() !== words) time.textContent = words;
  time.title = formats.full.format(moment);
}
