using System.Security.Cryptography;
using Uramost.Platform.Data;

namespace Uramost.Platform.Tests.Data;

/// <summary>What is encrypted opens only with its key, for its purpose and in its place.</summary>
public sealed class KeyRingTests
{
    private static readonly Guid Record = Guid.NewGuid();
    private readonly KeyRing ring = KeyRing.FromLines([KeyRing.NewLine("1")]);

    [Fact]
    public void A_text_opens_again_and_never_looks_the_same_twice()
    {
        var first = ring.EncryptText("people.name", "Његош", Record);
        Assert.Equal("Његош", ring.DecryptText("people.name", first, Record));
        Assert.NotEqual(first, ring.EncryptText("people.name", "Његош", Record));
    }

    [Fact]
    public void It_does_not_open_for_another_purpose_in_another_record_changed_or_under_another_key()
    {
        var cipher = ring.EncryptText("people.name", "Arta", Record);
        Assert.ThrowsAny<CryptographicException>(() => ring.DecryptText("people.mail", cipher, Record));
        Assert.ThrowsAny<CryptographicException>(() => ring.DecryptText("people.name", cipher, Guid.NewGuid()));
        Assert.ThrowsAny<CryptographicException>(() => KeyRing.FromLines([KeyRing.NewLine("1")]).DecryptText("people.name", cipher, Record));
        for (var i = 0; i < cipher.Length; i++)
        {
            var changed = cipher.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => ring.DecryptText("people.name", changed, Record));
        }
    }

    [Fact]
    public void After_a_rotation_the_old_still_opens_and_the_new_uses_the_new_key()
    {
        var old = ring.EncryptText("people.name", "Arta", Record);
        var (rotated, lines) = ring.Rotated();
        Assert.Equal("Arta", rotated.DecryptText("people.name", old, Record));
        Assert.Equal("2", rotated.CurrentId);
        Assert.Equal(2, lines.Count);
        Assert.ThrowsAny<CryptographicException>(() => ring.DecryptText("people.name", rotated.EncryptText("people.name", "x", Record), Record));
        Assert.NotEqual(ring.Hash("people.mail", "a@b"), rotated.Hash("people.mail", "a@b"));
    }

    [Fact]
    public void The_key_file_belongs_to_its_owner_alone()
    {
        var directory = Directory.CreateTempSubdirectory().FullName;
        var made = KeyRing.LoadOrCreate(directory);
        var path = Path.Combine(directory, KeyRing.FileName);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(made.Hash("x", "y"), KeyRing.LoadOrCreate(directory).Hash("x", "y"));
        Directory.Delete(directory, true);
    }
}
