// Makes photographs smaller before they are sent over a slow line, and takes files that are dragged onto the field.
// Drawing a picture anew also leaves behind where and with what it was taken.
const LARGEST_SIDE = 2560;
const LARGE = 1_500_000;

const say = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, i) => values[i]);

const size = bytes => {
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    return bytes < 1_048_576 ? `${number.format(Math.ceil(bytes / 1024))} kB` : `${number.format(bytes / 1_048_576)} MB`;
};

async function shrink(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < LARGE) return file;
    try {
        const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
        const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
        const canvas = document.createElement('canvas');
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
        picture.close();
        const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
        return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
    } catch {
        // What the browser cannot draw is sent as it is; the server has the last word.
        return file;
    }
}

async function take(field, input, files) {
    const chosen = new DataTransfer();
    const list = field.querySelector('.file-chosen');
    const lines = [];
    for (const file of files) {
        const smaller = await shrink(file);
        chosen.items.add(smaller);
        lines.push(smaller === file ? say(field.dataset.chosen, `${file.name} (${size(file.size)})`) : say(field.dataset.shrunk, file.name, size(file.size), size(smaller.size)));
    }
    input.files = chosen.files;
    list.replaceChildren(...lines.map(line => Object.assign(document.createElement('li'), { textContent: line })));
}

for (const field of document.querySelectorAll('[data-file-field]:not([data-ready])')) {
    field.dataset.ready = '';
    const main = field.querySelector('input[type=file]');
    const zone = field.querySelector('.file-drop');
    field.querySelector('.file-drag').hidden = false;
    for (const input of field.querySelectorAll('input[type=file]')) {
        // A form sent meanwhile would carry the large picture, which is right too.
        input.addEventListener('change', () => take(field, input, [...input.files]));
    }
    zone.addEventListener('dragover', event => {
        event.preventDefault();
        zone.classList.add('file-over');
    });
    zone.addEventListener('dragleave', () => zone.classList.remove('file-over'));
    zone.addEventListener('drop', event => {
        event.preventDefault();
        zone.classList.remove('file-over');
        const files = [...event.dataTransfer.files];
        if (files.length > 0) take(field, main, main.multiple ? files : files.slice(0, 1));
    });
}
