using System.Text;
using Uramost.Platform.Files;
using Xunit;

namespace Uramost.Platform.Tests.Files;

public class FileTypeTests
{
    private static string Refusal(byte[] bytes, string? name = null) => Assert.Throws<FileRefusedException>(() => FileType.Detect(new MemoryStream(bytes), name)).Code;
    private static byte[] Text(string s) => Encoding.UTF8.GetBytes(s);

    [Fact]
    public void What_could_be_run_or_rendered_as_a_page_is_refused_whatever_it_is_called()
    {
        Assert.Equal("svg", Refusal(Text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), "foto.jpg"));
        Assert.Equal("svg", Refusal(Text("<?xml version='1.0'?>\n<svg/>"), "logo.png"));
        Assert.Equal("html", Refusal(Text("\uFEFF  <!DOCTYPE html><p>x"), "zapisnik.txt"));
        Assert.Equal("html", Refusal(Text("<div><script>alert(1)</script></div>")));
        Assert.Equal("executable", Refusal([(byte)'M', (byte)'Z', .. new byte[100]], "lista.pdf"));
        Assert.Equal("executable", Refusal([0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 1, 1, 0]));
        Assert.Equal("executable", Refusal(Text("#!/bin/sh\nrm x\n"), "a.txt"));
        Assert.Equal("executable", Refusal(Text("echo x"), "a.bat"));
    }

    [Fact]
    public void Archives_old_formats_and_heic_are_refused_each_with_its_own_words()
    {
        Assert.Equal("empty", Refusal([]));
        Assert.Equal("empty", Refusal(Text("  \r\n ")));
        Assert.Equal("heic", Refusal([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8], "IMG_1.jpg"));
        Assert.Equal("zip", Refusal(PlantedFiles.Zip(("a.txt", Text("x")))));
        Assert.Equal("archive", Refusal([0x1F, 0x8B, 8, 0, 0, 0]));
        Assert.Equal("archive", Refusal([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]));
        Assert.Equal("old-office", Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "a.doc"));
        Assert.Equal("password", Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[70_000], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "a.xlsx"));
        Assert.Equal("unknown-type", Refusal([1, 2, 3, 4, 5]));
    }

    [Fact]
    public void An_extension_that_lies_is_caught_and_a_messengers_mix_up_is_forgiven()
    {
        var files = new PlantedFiles(1);
        var e = Assert.Throws<FileRefusedException>(() => FileType.Detect(new MemoryStream(files.Pdf()), "memorandum.docx"));
        Assert.Equal(("extension", ".docx", FileKind.Pdf), (e.Code, e.Arguments[0], e.Arguments[1]));
        Assert.Equal(FileKind.Png, FileType.Detect(new MemoryStream(files.Png()), "slika.jpg"));
        Assert.Equal("slika.png", FileType.SafeName("slika.jpg", FileKind.Png));
        Assert.Equal("executable", Refusal(files.Png(), "slika.exe"));
    }

    [Fact]
    public void A_picture_that_is_too_large_is_refused_with_both_sizes()
    {
        var e = Assert.Throws<FileRefusedException>(() => FileType.Detect(new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[26 * 1024 * 1024]])));
        Assert.Equal("too-large", e.Code);
        Assert.Equal(["26 MB", "25 MB"], e.Arguments.Skip(1));
    }

    [Theory]
    [InlineData("C:\\fakepath\\Zapisnik ‑ Štrpce.pdf", "Zapisnik _ Štrpce.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("a\"\r\nSet-Cookie: x.pdf", "a___Set-Cookie_ x.pdf")]
    [InlineData("Ћирилица.PDF", "Ћирилица.pdf")]
    [InlineData("izvještaj.v2", "izvještaj.v2.pdf")]
    public void A_name_is_made_safe_for_disks_and_headers(string given, string safe) => Assert.Equal(safe, FileType.SafeName(given, FileKind.Pdf));

    [Theory]
    [InlineData("a;b\n1;2\n", null, FileKind.Csv)]
    [InlineData("Pershendetje,\nkjo eshte, nje, leter\n", "leter.txt", FileKind.Text)]
    [InlineData("ime,mesto\nAna,Niš\n", "x.csv", FileKind.Csv)]
    public void Text_is_told_from_a_table(string text, string? name, FileKind kind) => Assert.Equal(kind, FileType.Detect(new MemoryStream(Text(text)), name));
}
