using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace ZoeDepth.Server.Tests.Deploy;

/// <summary>
/// The scripts of <c>deploy/release</c> in a folder of their own, where <c>dotnet publish</c> leaves a program of one
/// line: what people would download.
/// </summary>
public sealed partial class ReleaseTests : IDisposable
{
    private const string Repository = "https://github.com/somebody/zoedepth";

    private static readonly string[] Programs = ["bash", "tar", "gzip", "zip", "sha256sum", "dpkg-deb"];

    private static readonly string[] Texts = ["Directory.Build.props", "LICENSE", "README.md", "CHANGELOG.md"];

    private static readonly string Version = VersionElement().Match(
        File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "Directory.Build.props"))).Groups[1].Value;

    private readonly TemporaryFolder _folder = new();

    public ReleaseTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "archives are made on Linux");
        foreach (var program in Programs)
            Assert.SkipUnless(File.Exists($"/usr/bin/{program}"), $"{program} is not installed");
        Directory.CreateDirectory(_folder.File("deploy", "release"));
        foreach (var script in Directory.GetFiles(DeployFiles.PathOf("release")))
            File.Copy(script, _folder.File("deploy", "release", Path.GetFileName(script)));
        foreach (var text in Texts) File.Copy(Path.Combine(Goldens.RepositoryRoot, text), _folder.File(text));
        // The program that stands for dotnet: `publish` leaves a program and the model in the folder after --output.
        Directory.CreateDirectory(_folder.File("bin"));
        var dotnet = _folder.Write("bin/dotnet", """
            #!/bin/sh
            [ "$1" = publish ] || exit 1
            case "$*" in *"--runtime win-x64"*) name=ZoeDepth.Cli.exe ;; *) name=ZoeDepth.Cli ;; esac
            while [ "$1" != --output ]; do shift; done
            mkdir -p "$2/models/zoedepth-mini"
            printf '#!/bin/sh\necho "complete $*"\n' >"$2/$name"
            chmod +x "$2/$name"
            echo '{}' >"$2/models/zoedepth-mini/config.json"
            echo '<doc/>' >"$2/ZoeDepth.xml"
            """u8.ToArray());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();

    private string Release(string name) => _folder.File("artifacts", "release", name);

    private string Archive(string rid) =>
        Release($"zoedepth-{Version}-{rid}.{(rid == "win-x64" ? "zip" : "tar.gz")}");

    private void Make(string? repository = Repository)
    {
        var (code, said) = Run("/bin/bash", _folder.File("deploy", "release", "archives.sh"), repository);
        code.ShouldBe(0, said);
    }

    private (int Code, string Said) Run(string program, string argument, string? repository = null, string? more = null)
    {
        var start = new ProcessStartInfo(program, more is null ? [argument] : [argument, more])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.File("bin")}:{start.Environment["PATH"]}";
        start.Environment["REPOSITORY_URL"] = repository;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said + error.GetAwaiter().GetResult());
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    [Fact]
    public void An_archive_holds_the_program_the_model_and_the_texts()
    {
        Make();
        string[] inside = ["CHANGELOG.md", "LICENSE", "README.md", "models/zoedepth-mini/config.json"];
        foreach (var rid in new[] { "linux-x64", "osx-arm64" })
        {
            var entries = Entries(Archive(rid));
            entries.Where(entry => entry.EntryType == TarEntryType.RegularFile).Select(entry => entry.Name)
                .ShouldBe([.. inside.Append("zoedepth").Select(name => $"zoedepth-{Version}-{rid}/{name}")]);
            entries.ShouldAllBe(entry => entry.Uid == 0 && entry.Gid == 0 && entry.ModificationTime.Year == 2000);
            entries.Single(entry => entry.Name.EndsWith("/zoedepth", StringComparison.Ordinal)).Mode
                .HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute).ShouldBeTrue();
        }
        using var zip = ZipFile.OpenRead(Archive("win-x64"));
        zip.Entries.Select(entry => entry.FullName)
            .ShouldBe([.. inside.Append("zoedepth.exe").Select(name => $"zoedepth-{Version}-win-x64/{name}")]);
    }

    [Fact]
    public void The_same_sources_give_the_same_bytes()
    {
        Make();
        var before = File.ReadAllText(Release("SHA256SUMS"));
        Make();
        File.ReadAllText(Release("SHA256SUMS")).ShouldBe(before);
    }

    [Fact]
    public void The_sums_are_those_of_the_files()
    {
        Make();
        var sums = File.ReadLines(Release("SHA256SUMS")).Select(line => line.Split("  "))
            .ToDictionary(line => line[1], line => line[0]);
        sums.Keys.Order().ShouldBe(Directory.GetFiles(Release("")).Select(path => Path.GetFileName(path)!)
            .Where(name => name.EndsWith(".gz", StringComparison.Ordinal)
                || name.EndsWith(".zip", StringComparison.Ordinal) || name.EndsWith(".deb", StringComparison.Ordinal))
            .Order());
        foreach (var (name, sum) in sums) Hash(Release(name)).ShouldBe(sum, name);
    }

    [Fact]
    public void A_Debian_package_installs_the_command_with_its_completion()
    {
        Make();
        var package = Release($"zoedepth_{Version}_amd64.deb");
        var about = Run("/usr/bin/dpkg-deb", "--info", more: package).Said;
        about.ShouldContain(" Package: zoedepth\n");
        about.ShouldContain($" Version: {Version}\n");
        about.ShouldContain(" Architecture: amd64\n");
        about.ShouldMatch(@" Installed-Size: [1-9]\d*\n");
        about.ShouldContain(" Description: metres from one photograph\n");
        var contents = Run("/usr/bin/dpkg-deb", "--contents", more: package).Said;
        contents.ShouldMatch(@"-rwxr-xr-x root/root .* \./usr/lib/zoedepth/zoedepth\n");
        contents.ShouldMatch(@"-rw-r--r-- root/root .* \./usr/lib/zoedepth/models/zoedepth-mini/config.json\n");
        contents.ShouldContain("./usr/bin/zoedepth -> ../lib/zoedepth/zoedepth\n");
        contents.ShouldContain("./usr/share/doc/zoedepth/copyright\n");
        var completion = Run("/bin/sh", "-c", more: $"dpkg-deb --fsys-tarfile {package} | " +
            "tar -xOf - ./usr/share/bash-completion/completions/zoedepth");
        completion.Said.ShouldBe("complete completion bash\n");
    }

    [Fact]
    public void The_formula_names_each_archive_and_its_hash()
    {
        Make();
        var formula = File.ReadAllText(Release("zoedepth.rb"));
        formula.ShouldContain($"version \"{Version}\"");
        foreach (var (system, rid) in new[] { ("macos", "osx-arm64"), ("linux", "linux-x64") })
        {
            var file = Archive(rid);
            formula.ShouldContain(
                $"""
                  on_{system} do
                    url "{Repository}/releases/download/v{Version}/{Path.GetFileName(file)}"
                    sha256 "{Hash(file)}"
                  end
                """);
        }
    }

    [Fact]
    public void The_manifests_of_winget_name_the_archive_its_hash_and_the_program_in_it()
    {
        Make();
        var (version, locale, installer) = (Manifest(""), Manifest(".locale.en-US"), Manifest(".installer"));
        foreach (var manifest in new[] { version, locale, installer })
        {
            manifest["PackageIdentifier"].ShouldBe("ZoeDepth.ZoeDepth");
            manifest["PackageVersion"].ShouldBe(Version);
            manifest["ManifestVersion"].ShouldBe("1.6.0");
        }
        (version["ManifestType"], version["DefaultLocale"]).ShouldBe(("version", "en-US"));
        (locale["ManifestType"], locale["PackageLocale"], locale["License"])
            .ShouldBe(("defaultLocale", "en-US", "MIT"));
        foreach (var field in new[] { "Publisher", "PackageName", "ShortDescription" })
            ((string)locale[field]).ShouldNotBeEmpty();
        (installer["ManifestType"], installer["InstallerType"], installer["NestedInstallerType"])
            .ShouldBe(("installer", "zip", "portable"));
        var nested = Only(installer["NestedInstallerFiles"]);
        nested["RelativeFilePath"].ShouldBe($@"zoedepth-{Version}-win-x64\zoedepth.exe");
        nested["PortableCommandAlias"].ShouldBe("zoedepth");
        var file = Only(installer["Installers"]);
        file["Architecture"].ShouldBe("x64");
        file["InstallerUrl"].ShouldBe($"{Repository}/releases/download/v{Version}/zoedepth-{Version}-win-x64.zip");
        file["InstallerSha256"].ShouldBe(Hash(Archive("win-x64")).ToUpperInvariant());

        Dictionary<string, object> Manifest(string part) => new DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, object>>(File.ReadAllText(Release($"ZoeDepth.ZoeDepth{part}.yaml")));
        Dictionary<object, object> Only(object list) => (Dictionary<object, object>)((List<object>)list).Single();
    }

    [Fact]
    public void Without_an_address_there_are_no_manifests()
    {
        Make(repository: null);
        Directory.GetFiles(Release("")).Select(Path.GetExtension)
            .ShouldAllBe(ending => ending != ".yaml" && ending != ".rb");
    }

    private static List<TarEntry> Entries(string archive)
    {
        using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        var entries = new List<TarEntry>();
        while (tar.GetNextEntry(copyData: true) is { } entry) entries.Add(entry);
        return entries;
    }

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionElement();
}
